-- Why trajectories were dropped, the most frequent reason of a stage first.
SELECT stage, reason, count(*)::INTEGER AS count
FROM numbered_decisions
WHERE NOT kept
GROUP BY stage, reason
ORDER BY stage, count DESC, reason;
