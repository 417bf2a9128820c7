-- How much the project holds. Analysed: text metrics are there.
SELECT
	(SELECT count(*) FROM questions)::INTEGER AS questions,
	(SELECT count(*) FROM teachers WHERE origin <> 'probe')::INTEGER AS teachers,
	(SELECT count(*) FROM trajectories t ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id)::INTEGER
		AS trajectories,
	(SELECT count(*) FROM analyses a ANTI JOIN probe_trajectories p ON p.trajectory_id = a.trajectory_id)::INTEGER
		AS analysed,
	(SELECT count(*) FROM rejects)::INTEGER AS rejects,
	(SELECT count(*) FROM imports)::INTEGER AS imports,
	(SELECT count(*) FROM benchmark_items)::INTEGER AS benchmark_items;
