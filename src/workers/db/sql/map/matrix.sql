-- Where each of these teachers' answers ($teachers: '|'-joined) stand on the map of a student ($student), by
-- question: core/latent/shift-comparison.ts.
SELECT
	t.question_id,
	t.teacher_id,
	count(*)::INTEGER AS placed,
	sum(m.x)::DOUBLE AS x,
	sum(m.y)::DOUBLE AS y
FROM map_points m
JOIN trajectories t ON t.id = m.trajectory_id
WHERE m.student_id = $student AND list_contains(string_split($teachers, '|'), t.teacher_id)
GROUP BY t.question_id, t.teacher_id
ORDER BY t.question_id, t.teacher_id;
