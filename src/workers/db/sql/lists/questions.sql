-- One page of questions with how often they were answered correctly. $sort: a column's name, '-'
-- before it for descending; '' for the order of arrival.
WITH asked AS (
	SELECT q.rowid AS arrival, q.id, q.text, q.gold, q.answer_type, q.domain
	FROM questions q
	WHERE ($search = '' OR regexp_matches(q.text, regexp_escape($search), 'i'))
		AND ($domain = '' OR q.domain = $domain)
),
answered AS (
	SELECT
		t.question_id,
		count(*)::INTEGER AS answers,
		count(*) FILTER (v.verdict = 'correct')::INTEGER AS correct
	FROM trajectories t
	JOIN trajectory_verdicts v ON v.trajectory_id = t.id
	ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id
	GROUP BY t.question_id
),
listed AS (
	SELECT
		q.*,
		coalesce(a.answers, 0) AS answers,
		coalesce(a.correct, 0) AS correct,
		a.correct / a.answers AS share_correct,
		starts_with($sort, '-') AS descending,
		CASE ltrim($sort, '-') WHEN 'text' THEN q.text WHEN 'domain' THEN q.domain END AS text_key,
		CASE ltrim($sort, '-')
			WHEN 'answers' THEN coalesce(a.answers, 0)
			WHEN 'correct' THEN a.correct / a.answers
		END AS number_key
	FROM asked q
	LEFT JOIN answered a ON a.question_id = q.id
)
SELECT
	id,
	left(text, 300) AS text,
	CASE WHEN answer_type = 'code' THEN left(gold, 300) ELSE right(gold, 300) END AS gold,
	answer_type,
	domain,
	answers,
	correct,
	share_correct
FROM listed
ORDER BY
	CASE WHEN NOT descending THEN text_key END ASC NULLS LAST,
	CASE WHEN descending THEN text_key END DESC NULLS LAST,
	CASE WHEN descending THEN -number_key ELSE number_key END ASC NULLS LAST,
	arrival
LIMIT $limit OFFSET $offset;
