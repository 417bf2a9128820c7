-- Correct and complete responses of a teacher, the first per question, not longer than $maxChars. Those to
-- questions that the student was not asked come first: an example is no test question.
WITH asked AS (SELECT DISTINCT question_id FROM trajectories WHERE teacher_id = $student)
SELECT
	f.question_id,
	q.text AS question,
	t.response,
	a.question_id IS NOT NULL AS is_asked
FROM trajectory_facts f
JOIN trajectories t ON t.id = f.id
JOIN questions q ON q.id = f.question_id
LEFT JOIN asked a ON a.question_id = f.question_id
WHERE f.teacher_id = $teacher
	AND f.verdict = 'correct'
	AND f.finish_reason <> 'length'
	AND t.reasoning IS NULL
	AND length(t.response) <= $maxChars
QUALIFY row_number() OVER (PARTITION BY f.question_id ORDER BY f.sample_index) = 1
ORDER BY is_asked, f.question_id;
