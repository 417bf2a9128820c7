-- How often a person who was asked without picking contradicted each grader: per stratum and per what the grader
-- said. size: trajectories of which it said so; sampled: those that a person found right or wrong, in their last
-- pass; errors: where that is the contrary.
WITH latest AS (
	SELECT trajectory_id, arg_max(verdict, pass) AS verdict
	FROM reviews
	WHERE verdict IN ('correct', 'wrong', 'unverifiable')
	GROUP BY trajectory_id
),
said AS (
	SELECT s.trajectory_id, s.stratum, g.grader, g.verdict
	FROM review_strata s
	CROSS JOIN LATERAL (
		VALUES
			('rule', s.rule_verdict),
			('reference', s.reference_verdict),
			('judge', s.judge_verdict)
	) AS g(grader, verdict)
	WHERE g.verdict IN ('correct', 'wrong')
)
SELECT
	s.grader,
	s.stratum,
	s.verdict AS said,
	count(*)::INTEGER AS size,
	count(*) FILTER (l.verdict IN ('correct', 'wrong'))::INTEGER AS sampled,
	count(*) FILTER (l.verdict IN ('correct', 'wrong') AND l.verdict <> s.verdict)::INTEGER AS errors
FROM said s
LEFT JOIN latest l ON l.trajectory_id = s.trajectory_id
GROUP BY s.grader, s.stratum, s.verdict
ORDER BY
	CASE s.grader WHEN 'rule' THEN 1 WHEN 'reference' THEN 2 ELSE 3 END,
	s.stratum,
	s.verdict;
