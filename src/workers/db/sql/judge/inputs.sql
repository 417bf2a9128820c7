-- What a judge ($judge) is shown of these trajectories ($ids: '|'-joined), and what it said of them before, where a
-- crash came between that and its verdict, or another judge's verdict took the place.
SELECT
	t.id,
	t.response,
	t.reasoning,
	t.reasoning_style,
	q.text AS question,
	q.gold,
	d.trajectory_id IS NOT NULL AS is_asked,
	d.p_correct_first,
	d.p_wrong_first
FROM trajectories t
JOIN questions q ON q.id = t.question_id
LEFT JOIN judged_in_both_orders($judge, $repetition) d ON d.trajectory_id = t.id
WHERE t.id IN (SELECT unnest(string_split($ids, '|')))
ORDER BY t.id;
