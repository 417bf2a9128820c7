-- Between what the measures of the trajectories lie: none of a measure that no trajectory has.
WITH measured AS (
	UNPIVOT (
		SELECT
			tokens::DOUBLE AS tokens,
			chars::DOUBLE AS chars,
			repetition_share AS repetition,
			entropy,
			surprisal,
			rsr
		FROM described_trajectories
	)
	ON tokens, chars, repetition, entropy, surprisal, rsr
	INTO NAME measure VALUE number
)
SELECT
	measure,
	min(number) AS least,
	max(number) AS most,
	quantile_cont(number, 0.99) AS high
FROM measured
WHERE isfinite(number)
GROUP BY measure
ORDER BY measure;
