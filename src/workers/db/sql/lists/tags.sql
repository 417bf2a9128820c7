-- The tags in use.
SELECT tag, count(*)::INTEGER AS trajectories
FROM tags
WHERE present
GROUP BY tag
ORDER BY tag;
