-- Where each of these teachers' answers ($teachers: '|'-joined) stand on the map of a student ($student), by
-- question, and where the student's own answers to the same question stand: a teacher must not seem far away
-- because it was asked something else (core/latent/shift-comparison.ts).
WITH placed AS (
	SELECT
		t.question_id,
		t.teacher_id,
		count(*) AS answers,
		sum(m.x) AS x,
		sum(m.y) AS y
	FROM map_points m
	JOIN trajectories t ON t.id = m.trajectory_id
	WHERE m.student_id = $student
	GROUP BY t.question_id, t.teacher_id
)
SELECT
	p.question_id,
	p.teacher_id,
	p.answers::INTEGER AS placed,
	p.x::DOUBLE AS x,
	p.y::DOUBLE AS y,
	own.answers::INTEGER AS own_placed,
	own.x::DOUBLE AS own_x,
	own.y::DOUBLE AS own_y
FROM placed p
JOIN placed own ON own.question_id = p.question_id AND own.teacher_id = $student
WHERE list_contains(string_split($teachers, '|'), p.teacher_id)
ORDER BY p.question_id, p.teacher_id;
