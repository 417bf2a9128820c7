-- The student's pass rate on each question that it was asked (METRICS §3): checked samples, and how many of
-- them are correct. Unverifiable ones count as not correct.
SELECT
	f.question_id,
	q.text AS question,
	q.domain,
	count(*) FILTER (f.verdict <> 'pending')::INTEGER AS samples,
	count(*) FILTER (f.verdict = 'correct')::INTEGER AS correct
FROM trajectory_facts f
JOIN questions q ON q.id = f.question_id
WHERE f.teacher_id = $student
GROUP BY f.question_id, q.text, q.domain
HAVING count(*) FILTER (f.verdict <> 'pending') > 0
ORDER BY f.question_id;
