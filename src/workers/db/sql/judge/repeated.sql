-- What a judge said the first time and the second, of those that it was asked about twice (repetition check).
SELECT
	a.p_correct_first,
	a.p_wrong_first,
	b.p_correct_first AS again_correct_first,
	b.p_wrong_first AS again_wrong_first
FROM judged_in_both_orders($judge, 0) a
JOIN judged_in_both_orders($judge, 1) b ON b.trajectory_id = a.trajectory_id
ORDER BY a.trajectory_id;
