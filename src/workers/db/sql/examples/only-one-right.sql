-- Which questions does only one teacher solve?
-- A teacher solves a question where more than half of its checked samples are correct.
WITH solved AS (
	SELECT question_id, teacher_id
	FROM trajectory_facts
	WHERE verdict <> 'pending'
	GROUP BY question_id, teacher_id
	HAVING 2 * count(*) FILTER (verdict = 'correct') > count(*)
)
SELECT any_value(t.name) AS teacher, q.text AS question, q.gold
FROM solved s
JOIN teachers t ON t.id = s.teacher_id
JOIN questions q ON q.id = s.question_id
GROUP BY q.id, q.text, q.gold
HAVING count(*) = 1
ORDER BY teacher, question
