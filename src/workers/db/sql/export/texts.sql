-- The texts of some trajectories. $1: '|'-joined ids.
SELECT
	t.id,
	coalesce(q.text, '') AS question,
	t.response,
	t.reasoning,
	t.reasoning_style
FROM trajectories t
LEFT JOIN questions q ON q.id = t.question_id
WHERE t.id IN (SELECT unnest(string_split($1, '|')));
