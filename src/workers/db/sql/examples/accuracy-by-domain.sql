-- How often is each teacher right, by domain?
-- The bounds are Wilson's 95 % interval. Answers that could not be verified count as not right.
WITH counts AS (
	SELECT
		t.name AS teacher,
		q.domain,
		count(*) AS answers,
		count(*) FILTER (f.verdict = 'correct') AS correct,
		1.96 AS z
	FROM trajectory_facts f
	JOIN teachers t ON t.id = f.teacher_id
	JOIN questions q ON q.id = f.question_id
	WHERE f.verdict <> 'pending'
	GROUP BY t.name, q.domain
),
wilson AS (
	SELECT
		*,
		correct / answers AS accuracy,
		(correct / answers + z * z / (2 * answers)) / (1 + z * z / answers) AS centre,
		z * sqrt(correct / answers * (1 - correct / answers) / answers + z * z / (4 * answers * answers))
			/ (1 + z * z / answers) AS half_width
	FROM counts
)
SELECT
	teacher,
	domain,
	answers,
	correct,
	round(accuracy, 4)::DOUBLE AS accuracy,
	round(centre - half_width, 4)::DOUBLE AS low,
	round(centre + half_width, 4)::DOUBLE AS high
FROM wilson
ORDER BY domain, accuracy DESC
