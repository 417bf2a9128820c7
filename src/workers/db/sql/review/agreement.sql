-- How often any two graders said what of the same trajectory; and a person in one pass and the next.
WITH said AS (
	SELECT v.trajectory_id, g.place, g.grader, g.verdict
	FROM trajectory_verdicts v
	ANTI JOIN probe_trajectories p ON p.trajectory_id = v.trajectory_id
	CROSS JOIN LATERAL (
		VALUES
			(1, 'rule', v.rule_verdict),
			(2, 'reference', v.reference_verdict),
			(3, 'judge', v.judge_verdict),
			(4, 'person', v.person_verdict)
	) AS g(place, grader, verdict)
	WHERE g.verdict IS NOT NULL
),
passes AS (
	SELECT trajectory_id, pass, verdict
	FROM reviews
	WHERE verdict IN ('correct', 'wrong', 'unverifiable')
)
SELECT * EXCLUDE (place)
FROM (
	SELECT
		a.place * 10 + b.place AS place,
		a.grader AS first,
		b.grader AS second,
		a.verdict AS first_verdict,
		b.verdict AS second_verdict,
		count(*)::INTEGER AS items
	FROM said a
	JOIN said b ON b.trajectory_id = a.trajectory_id AND b.place > a.place
	GROUP BY ALL
	UNION ALL
	SELECT
		100 + a.pass,
		'pass ' || a.pass,
		'pass ' || b.pass,
		a.verdict,
		b.verdict,
		count(*)::INTEGER
	FROM passes a
	JOIN passes b ON b.trajectory_id = a.trajectory_id AND b.pass = a.pass + 1
	GROUP BY ALL
)
ORDER BY place, first_verdict, second_verdict;
