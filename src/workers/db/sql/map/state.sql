-- How many trajectories could be on the map, how many have a vector under each embedding model, and how many stand
-- on the map of this student ($student) and model.
SELECT
	e.embedder,
	count(*)::INTEGER AS embedded,
	count(*) FILTER (m.trajectory_id IS NOT NULL)::INTEGER AS placed,
	(
		SELECT count(*)
		FROM trajectories t
		ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id
	)::INTEGER AS trajectories
FROM embeddings e
LEFT JOIN map_points m
	ON m.trajectory_id = e.trajectory_id AND m.embedder = e.embedder AND m.student_id = $student
GROUP BY e.embedder
ORDER BY placed DESC, embedded DESC, e.embedder;
