-- Verdicts per teacher on everything it answered. Accuracy: correct / checked (METRICS §4).
SELECT
	f.teacher_id,
	coalesce(any_value(t.name), '') AS teacher,
	count(DISTINCT f.question_id)::INTEGER AS questions,
	count(*)::INTEGER AS trajectories,
	count(*) FILTER (f.verdict = 'correct')::INTEGER AS correct,
	count(*) FILTER (f.verdict = 'wrong')::INTEGER AS wrong,
	count(*) FILTER (f.verdict = 'unverifiable')::INTEGER AS unverifiable,
	count(*) FILTER (f.verdict = 'pending')::INTEGER AS pending,
	count(*) FILTER (f.verdict = 'correct')
		/ nullif(count(*) FILTER (f.verdict <> 'pending'), 0) AS accuracy
FROM trajectory_facts f
LEFT JOIN teachers t ON t.id = f.teacher_id
WHERE list_contains(string_split($teachers, '|'), f.teacher_id)
GROUP BY f.teacher_id
ORDER BY teacher, f.teacher_id;
