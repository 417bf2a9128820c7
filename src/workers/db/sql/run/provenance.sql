-- How a trajectory was generated here, and what its teacher's raw logits said; no row for an imported one.
SELECT
	g.run_id,
	g.seed,
	g.variant,
	g.prompt,
	g.temperature,
	g.runtime,
	g.device,
	g.prompt_tokens,
	g.tokens,
	g.engine_seconds,
	g.batch_size,
	g.finished_at,
	t.settings,
	k.sum_logprob / nullif(k.tokens, 0) AS mean_logprob,
	k.sum_entropy / nullif(k.tokens, 0) AS mean_entropy
FROM generations g
JOIN trajectories j ON j.id = g.trajectory_id
JOIN teachers t ON t.id = j.teacher_id
LEFT JOIN token_tracks k ON k.trajectory_id = g.trajectory_id AND k.scorer = 'teacher'
WHERE g.trajectory_id = $id;
