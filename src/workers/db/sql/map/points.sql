-- Points of the latent map of these teachers ($teachers: '|'-joined) and the student ($student), at most $limit of
-- them: ids are hashes, so the first ones are a fair sample.
SELECT m.trajectory_id AS id, t.teacher_id, m.x, m.y, f.verdict, left(q.text, 120) AS question
FROM map_points m
JOIN trajectories t ON t.id = m.trajectory_id
JOIN trajectory_facts f ON f.id = m.trajectory_id
JOIN questions q ON q.id = t.question_id
WHERE m.student_id = $student
	AND (t.teacher_id = $student OR list_contains(string_split($teachers, '|'), t.teacher_id))
ORDER BY m.trajectory_id
LIMIT $limit;
