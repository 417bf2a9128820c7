-- How far each teacher of a run is. Tokens and seconds are of all that it has written here, whatever the
-- run: they tell its speed and the length of its responses.
WITH asked AS (
	SELECT unnest(string_split($teachers, '|')) AS teacher_id
),
size AS (
	SELECT (count(*) * $samples)::INTEGER AS jobs FROM run_questions WHERE run_id = $run
),
written AS (
	SELECT t.teacher_id, count(*)::INTEGER AS jobs
	FROM trajectories t
	JOIN run_questions r ON r.run_id = $run AND r.question_id = t.question_id
	WHERE t.sample_index < $samples
	GROUP BY t.teacher_id
),
given_up AS (
	SELECT teacher_id, count(*)::INTEGER AS jobs
	FROM failures
	WHERE run_id = $run AND reason <> '' AND sample_index < $samples
	GROUP BY teacher_id
),
speed AS (
	SELECT
		t.teacher_id,
		count(*)::INTEGER AS responses,
		sum(g.tokens)::DOUBLE AS tokens,
		sum(g.engine_seconds)::DOUBLE AS seconds
	FROM generations g
	JOIN trajectories t ON t.id = g.trajectory_id
	GROUP BY t.teacher_id
)
SELECT
	a.teacher_id,
	coalesce(teacher.name, a.teacher_id) AS name,
	coalesce(teacher.settings, '') AS settings,
	s.jobs AS total,
	coalesce(w.jobs, 0) AS done,
	coalesce(f.jobs, 0) AS failed,
	coalesce(v.responses, 0) AS responses,
	coalesce(v.tokens, 0) AS tokens,
	coalesce(v.seconds, 0) AS seconds
FROM asked a
CROSS JOIN size s
LEFT JOIN teachers teacher ON teacher.id = a.teacher_id
LEFT JOIN written w ON w.teacher_id = a.teacher_id
LEFT JOIN given_up f ON f.teacher_id = a.teacher_id
LEFT JOIN speed v ON v.teacher_id = a.teacher_id
ORDER BY list_position(string_split($teachers, '|'), a.teacher_id);
