-- Histogram of response lengths in tokens: at most 40 bins of one width, the same for all teachers.
WITH lengths AS (
	SELECT t.teacher_id, a.tokens
	FROM trajectories t
	JOIN analyses a ON a.trajectory_id = t.id
	WHERE list_contains(string_split($teachers, '|'), t.teacher_id)
),
bins AS (
	SELECT greatest(1, ceil((max(tokens) + 1) / 40))::INTEGER AS width FROM lengths
)
SELECT
	l.teacher_id,
	(l.tokens // b.width * b.width)::INTEGER AS bin_start,
	((l.tokens // b.width + 1) * b.width)::INTEGER AS bin_end,
	count(*)::INTEGER AS trajectories
FROM lengths l
CROSS JOIN bins b
GROUP BY l.teacher_id, l.tokens // b.width, b.width
ORDER BY l.teacher_id, bin_start;
