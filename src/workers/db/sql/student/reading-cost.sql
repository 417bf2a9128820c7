-- What a student ($student) still has to read (views.sql), and how fast it was so far. Its tokens are estimated
-- from those of the analysis by what it made of the texts that it has read.
WITH left_over AS (
	SELECT coalesce(a.tokens, u.chars / 4) AS tokens
	FROM unread_trajectories($student, $version, $local) u
	LEFT JOIN analyses a ON a.trajectory_id = u.id
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
	coalesce(sum(tokens), 0)::DOUBLE AS read_tokens,
	coalesce(sum(seconds), 0)::DOUBLE AS read_seconds
FROM readings
WHERE student_id = $student AND with_local = $local;
