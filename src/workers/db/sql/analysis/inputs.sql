-- What measuring and verifying these trajectories ($ids: '|'-joined) needs.
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
WHERE t.id IN (SELECT unnest(string_split($ids, '|')))
ORDER BY t.id;
