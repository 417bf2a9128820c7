-- The student on each question, without examples and after worked examples of each of these teachers
-- ($teachers: '|'-joined). A question that is among a teacher's examples is left out for that teacher.
WITH zero_shot AS (
	SELECT
		t.question_id,
		count(*) AS samples,
		count(*) FILTER (v.verdict = 'correct') AS correct
	FROM trajectories t
	JOIN trajectory_verdicts v ON v.trajectory_id = t.id
	WHERE t.teacher_id = $student AND v.verdict <> 'pending'
	GROUP BY t.question_id
),
few_shot AS (
	SELECT
		t.question_id,
		p.teacher_id,
		count(*) AS samples,
		count(*) FILTER (v.verdict = 'correct') AS correct
	FROM probes p
	JOIN trajectories t ON t.teacher_id = p.probe_id
	JOIN trajectory_verdicts v ON v.trajectory_id = t.id
	WHERE p.student_id = $student
		AND v.verdict <> 'pending'
		AND NOT list_contains(string_split(p.example_questions, '|'), t.question_id)
	GROUP BY t.question_id, p.teacher_id
)
SELECT
	f.question_id,
	f.teacher_id,
	z.samples::INTEGER AS zero_shot_samples,
	z.correct::INTEGER AS zero_shot_correct,
	f.samples::INTEGER AS few_shot_samples,
	f.correct::INTEGER AS few_shot_correct
FROM few_shot f
JOIN zero_shot z ON z.question_id = f.question_id
WHERE list_contains(string_split($teachers, '|'), f.teacher_id)
ORDER BY f.question_id, f.teacher_id;
