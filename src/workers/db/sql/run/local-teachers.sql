-- Teachers whose models run here, with how fast each was and how long its responses were so far.
SELECT
	t.id,
	t.name,
	t.settings,
	count(g.trajectory_id)::INTEGER AS responses,
	coalesce(sum(g.tokens), 0)::DOUBLE AS tokens,
	coalesce(sum(g.engine_seconds), 0)::DOUBLE AS seconds
FROM teachers t
LEFT JOIN trajectories j ON j.teacher_id = t.id
LEFT JOIN generations g ON g.trajectory_id = j.id
WHERE t.origin = 'local'
GROUP BY t.id, t.name, t.settings
ORDER BY t.name, t.id;
