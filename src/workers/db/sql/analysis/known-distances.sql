-- What is known of the distances over code points among these trajectories ($ids: '|'-joined): exact ones,
-- and upper bounds of those that are not.
WITH asked AS (SELECT unnest(string_split($ids, '|')) AS id),
known AS (
	SELECT a_id, b_id, unit, distance, normalised, true AS exact
	FROM pairwise
	UNION ALL
	SELECT a_id, b_id, unit, distance, normalised, false AS exact
	FROM pairwise_bounds
	ANTI JOIN pairwise USING (a_id, b_id, unit)
)
SELECT a_id, b_id, distance, normalised, exact
FROM known
WHERE unit = 'codepoint'
	AND a_id IN (SELECT id FROM asked)
	AND b_id IN (SELECT id FROM asked)
ORDER BY a_id, b_id;
