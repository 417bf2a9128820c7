-- From which teachers does the curated set come?
SELECT
	t.name AS teacher,
	count(*) AS examples,
	round(count(*) / sum(count(*)) OVER (), 4)::DOUBLE AS share,
	sum(f.tokens)::BIGINT AS tokens
FROM trajectory_outcomes o
JOIN trajectory_facts f ON f.id = o.trajectory_id
JOIN teachers t ON t.id = f.teacher_id
WHERE o.kept
GROUP BY t.name
ORDER BY examples DESC, teacher
