-- Pairs among these trajectories ($ids: '|'-joined) whose distance over code points is there already.
WITH asked AS (SELECT unnest(string_split($ids, '|')) AS id)
SELECT p.a_id, p.b_id
FROM pairwise p
WHERE p.unit = 'codepoint'
	AND p.a_id IN (SELECT id FROM asked)
	AND p.b_id IN (SELECT id FROM asked);
