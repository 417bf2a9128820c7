-- The measured distances between the members of each question, for core/select/farthest.ts. $1: the
-- numbers of the questions, '|'-joined, '' for all. `pairs` holds the place of each distance among
-- the pairs (0, 1), (0, 2) … (1, 2) … of the question's members.
WITH members AS (
	SELECT c.id, m.question_number, m.place, m.size
	FROM diversity_members m
	JOIN candidates c ON c.number = m.number
	WHERE $1 = '' OR m.question_number IN (SELECT try_cast(unnest(string_split($1, '|')) AS INTEGER))
)
SELECT
	a.question_number,
	list((a.place * a.size - a.place * (a.place + 1) // 2 + b.place - a.place - 1)::INTEGER) AS pairs,
	list(CASE r.measure WHEN 'normalised' THEN p.normalised ELSE p.distance END) AS distances
FROM pairwise p
JOIN members a ON a.id = p.a_id
JOIN members b ON b.id = p.b_id AND b.question_number = a.question_number
CROSS JOIN recipe r
WHERE p.unit = 'codepoint' AND p.a_id < p.b_id
GROUP BY a.question_number;
