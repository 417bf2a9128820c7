-- What each choice of teacher, verdict or format would show, the other filters left as they are.
SELECT 'teacher' AS facet, teacher_id AS value, count(*)::INTEGER AS count
FROM matching_trajectories('', $verdict, $format, $stage, $reason, $search, $question, $area)
GROUP BY teacher_id
UNION ALL
SELECT 'verdict', verdict, count(*)::INTEGER
FROM matching_trajectories($teachers, '', $format, $stage, $reason, $search, $question, $area)
GROUP BY verdict
UNION ALL
SELECT 'format', format, count(*)::INTEGER
FROM matching_trajectories($teachers, $verdict, '', $stage, $reason, $search, $question, $area)
WHERE format IS NOT NULL
GROUP BY format
ORDER BY facet, count DESC, value;
