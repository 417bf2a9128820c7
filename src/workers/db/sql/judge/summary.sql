-- What a judge said so far: how often it gave no probability, and how often the order in which the options were
-- offered turned its verdict (position check).
SELECT
	count(*)::INTEGER AS judged,
	count(*) FILTER (p_correct_first IS NULL OR p_wrong_first IS NULL)::INTEGER AS unread,
	count(*) FILTER ((p_correct_first - 0.5) * (p_wrong_first - 0.5) < 0)::INTEGER AS flipped,
	count(*) FILTER (p_correct_first < 0.5 AND p_wrong_first > 0.5)::INTEGER AS followed_last,
	count(*) FILTER (p_correct_first > 0.5 AND p_wrong_first < 0.5)::INTEGER AS followed_first,
	avg(p_correct_first - p_wrong_first)::DOUBLE AS mean_shift
FROM judged_in_both_orders($judge, 0);
