-- What measuring and verifying these trajectories ($ids: '|'-joined) needs. By their places, which are looked up
-- first: ids that are asked for together stand together, and the texts of all others are then not touched.
SELECT
	t.id,
	t.response,
	t.reasoning,
	t.reasoning_style,
	t.finish_reason,
	t.reported_tokens,
	q.text AS question,
	q.gold,
	q.answer_type
FROM trajectories t
JOIN questions q ON q.id = t.question_id
WHERE t.rowid IN (
	SELECT rowid FROM trajectories WHERE id IN (SELECT unnest(string_split($ids, '|')))
)
ORDER BY t.id;
