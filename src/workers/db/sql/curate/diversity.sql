-- Of many trajectories of one question, those farthest apart (METRICS §5, §6.5). Which these are was
-- computed from diversity_members and the distances, and stands in diversity_picks. A question whose
-- distances are not all measured waits: its trajectories are out for the time being.
CREATE OR REPLACE TABLE decided_diversity AS
WITH entering AS (
	SELECT
		c.number,
		c.question_number,
		c.override = 'keep' AS by_hand,
		p.number IS NOT NULL AS picked
	FROM candidates c
	JOIN decided_decontamination d ON d.number = c.number AND d.kept
	LEFT JOIN diversity_picks p ON p.number = c.number
),
groups AS (
	SELECT
		question_number,
		count(*) FILTER (NOT by_hand) AS free,
		greatest(0, any_value(r.per_question) - count(*) FILTER (by_hand)) AS seats,
		bool_or(picked) AS chosen
	FROM entering
	CROSS JOIN recipe r
	GROUP BY question_number
),
judged AS (
	SELECT
		e.number,
		CASE
			WHEN e.by_hand OR e.picked OR NOT r.diversity_enabled OR g.free <= g.seats THEN NULL
			WHEN g.chosen OR g.seats = 0 THEN 'too similar'
			ELSE 'distances missing'
		END AS reason
	FROM entering e
	JOIN groups g ON g.question_number = e.question_number
	CROSS JOIN recipe r
)
SELECT number, reason IS NULL AS kept, reason FROM judged;
