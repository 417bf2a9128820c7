-- What is known of the distances between the members of each question, for core/select/farthest.ts: exact
-- ones, and upper bounds. $1: the numbers of the questions, '|'-joined, '' for all. `pairs` holds the place
-- of each distance among the pairs (0, 1), (0, 2) … (1, 2) … of the question's members; a pair may be there
-- twice, and then what is exact counts.
WITH members AS (
	SELECT c.id, m.question_number, m.place, m.size
	FROM diversity_members m
	JOIN candidates c ON c.number = m.number
	WHERE $1 = '' OR m.question_number IN (SELECT try_cast(unnest(string_split($1, '|')) AS INTEGER))
),
known AS (
	SELECT a_id, b_id, distance, normalised, true AS exact
	FROM pairwise
	WHERE unit = 'codepoint' AND a_id < b_id
	UNION ALL
	SELECT a_id, b_id, distance, normalised, false AS exact
	FROM pairwise_bounds
	WHERE unit = 'codepoint' AND a_id < b_id
)
SELECT
	a.question_number,
	list((a.place * a.size - a.place * (a.place + 1) // 2 + b.place - a.place - 1)::INTEGER) AS pairs,
	list(CASE r.measure WHEN 'normalised' THEN k.normalised ELSE k.distance END) AS distances,
	list(k.exact) AS exact
FROM known k
JOIN members a ON a.id = k.a_id
JOIN members b ON b.id = k.b_id AND b.question_number = a.question_number
CROSS JOIN recipe r
GROUP BY a.question_number;
