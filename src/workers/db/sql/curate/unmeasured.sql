-- All trajectories of the questions of which some distance over code points is not measured yet.
WITH answers AS (
	SELECT question_id, id, count(*) OVER (PARTITION BY question_id) AS n
	FROM trajectory_facts
),
measured AS (
	SELECT a.question_id, count(*) AS pairs
	FROM pairwise p
	JOIN answers a ON a.id = p.a_id
	JOIN answers b ON b.id = p.b_id AND b.question_id = a.question_id
	WHERE p.unit = 'codepoint'
	GROUP BY a.question_id
)
SELECT a.question_id, a.id
FROM answers a
LEFT JOIN measured m ON m.question_id = a.question_id
WHERE coalesce(m.pairs, 0) < a.n * (a.n - 1) // 2
ORDER BY a.question_id, a.id;
