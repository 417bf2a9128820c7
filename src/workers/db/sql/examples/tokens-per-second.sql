-- How fast did each local teacher write?
-- Needs a run of local teachers: place Teachers.
SELECT
	t.name AS teacher,
	g.device,
	count(*) AS trajectories,
	sum(g.tokens)::BIGINT AS tokens,
	round(sum(g.tokens) / nullif(sum(g.engine_seconds), 0), 1) AS tokens_per_second
FROM generations g
JOIN trajectories j ON j.id = g.trajectory_id
JOIN teachers t ON t.id = j.teacher_id
GROUP BY t.name, g.device
ORDER BY tokens_per_second DESC NULLS LAST
