-- A judge's verdicts beside those of the rule: how often each pair.
SELECT
	judge_verdict(d.p_correct_first, d.p_wrong_first, $margin) AS judge_verdict,
	coalesce(r.verdict, 'pending') AS rule_verdict,
	count(*)::INTEGER AS trajectories
FROM judged_in_both_orders($judge, 0) d
LEFT JOIN verdicts r ON r.trajectory_id = d.trajectory_id AND r.grader = 'rule'
GROUP BY ALL
ORDER BY ALL;
