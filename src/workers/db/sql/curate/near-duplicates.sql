-- The same question in other words counts once (METRICS §6.3). A near-duplicate goes where its
-- original is still in; where the original is out, the first of its near-duplicates stays.
CREATE OR REPLACE TABLE decided_near_duplicates AS
WITH entering AS (
	SELECT c.number, c.question_number, c.question_id, c.override
	FROM candidates c
	JOIN decided_compression d ON d.number = c.number AND d.kept
),
present AS (
	SELECT question_number, any_value(question_id) AS question_id
	FROM entering
	GROUP BY question_number
),
duplicates AS (
	SELECT
		p.question_number,
		q.original_id IN (SELECT question_id FROM present) AS original_is_in,
		q.question_id = min(q.question_id) OVER (PARTITION BY q.original_id) AS is_first
	FROM question_duplicates q
	JOIN present p ON p.question_id = q.question_id
	CROSS JOIN recipe r
	WHERE r.near_duplicates_enabled
		AND q.jaccard >= r.min_jaccard
		AND q.question_id <> q.original_id
),
judged AS (
	SELECT
		e.number,
		CASE
			WHEN e.override = 'keep' THEN NULL
			WHEN d.original_is_in OR NOT d.is_first THEN 'near-duplicate question'
		END AS reason
	FROM entering e
	LEFT JOIN duplicates d ON d.question_number = e.question_number
)
SELECT number, reason IS NULL AS kept, reason FROM judged;
