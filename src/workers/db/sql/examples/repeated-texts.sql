-- Which trajectories repeat themselves most?
SELECT
	t.name AS teacher,
	round(f.repetition_share, 3) AS repetition_share,
	round(f.compression_ratio, 2) AS compression_ratio,
	f.tokens,
	f.finish_reason,
	f.verdict,
	left(j.response, 300) AS response
FROM trajectory_facts f
JOIN trajectories j ON j.id = f.id
JOIN teachers t ON t.id = f.teacher_id
WHERE f.repetition_share > 0
ORDER BY f.repetition_share DESC, f.id
LIMIT 100
