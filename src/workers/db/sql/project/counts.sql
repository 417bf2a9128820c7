-- How much the project holds. Analysed: text metrics are there.
SELECT
	(SELECT count(*) FROM questions)::INTEGER AS questions,
	(SELECT count(*) FROM teachers)::INTEGER AS teachers,
	(SELECT count(*) FROM trajectories)::INTEGER AS trajectories,
	(SELECT count(*) FROM analyses)::INTEGER AS analysed,
	(SELECT count(*) FROM rejects)::INTEGER AS rejects,
	(SELECT count(*) FROM imports)::INTEGER AS imports,
	(SELECT count(*) FROM benchmark_items)::INTEGER AS benchmark_items;
