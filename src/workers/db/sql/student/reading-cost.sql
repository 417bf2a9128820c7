-- What a student ($student) still has to read, and how fast it was so far. Its tokens are estimated from those
-- of the analysis by what it made of the texts that it has read.
WITH left_over AS (
	SELECT t.id, coalesce(a.tokens, length(t.response) / 4) AS tokens
	FROM trajectories t
	LEFT JOIN analyses a ON a.trajectory_id = t.id
	LEFT JOIN scores s ON s.trajectory_id = t.id AND s.scorer = $student
	ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id
	WHERE t.teacher_id <> $student AND coalesce(s.version, -1) < $version
),
made AS (
	SELECT sum(s.tokens) / nullif(sum(a.tokens), 0) AS of_one
	FROM scores s
	JOIN analyses a ON a.trajectory_id = s.trajectory_id
	WHERE s.scorer = $student AND NOT s.truncated
)
SELECT
	(SELECT count(*) FROM left_over)::INTEGER AS trajectories,
	coalesce((SELECT sum(tokens) FROM left_over) * coalesce((SELECT of_one FROM made), 1), 0)::DOUBLE
		AS tokens,
	coalesce(sum(tokens) FILTER (NOT with_local), 0)::DOUBLE AS read_tokens,
	coalesce(sum(seconds) FILTER (NOT with_local), 0)::DOUBLE AS read_seconds,
	coalesce(sum(tokens) FILTER (with_local), 0)::DOUBLE AS read_locally_tokens,
	coalesce(sum(seconds) FILTER (with_local), 0)::DOUBLE AS read_locally_seconds
FROM readings
WHERE student_id = $student;
