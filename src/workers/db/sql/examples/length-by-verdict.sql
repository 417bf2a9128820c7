-- Are wrong answers longer than right ones?
SELECT
	t.name AS teacher,
	f.verdict,
	count(*) AS answers,
	median(f.tokens) AS median_tokens,
	quantile_cont(f.tokens, 0.25) AS lower_quartile,
	quantile_cont(f.tokens, 0.75) AS upper_quartile
FROM trajectory_facts f
JOIN teachers t ON t.id = f.teacher_id
WHERE f.tokens IS NOT NULL AND f.verdict IN ('correct', 'wrong')
GROUP BY t.name, f.verdict
ORDER BY t.name, f.verdict
