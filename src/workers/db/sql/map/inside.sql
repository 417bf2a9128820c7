-- Trajectories of these teachers ($teachers: '|'-joined, '' for all) inside an area of the map.
SELECT t.teacher_id, count(*)::INTEGER AS trajectories
FROM map_area($area) a
JOIN trajectories t ON t.id = a.trajectory_id
WHERE $teachers = '' OR list_contains(string_split($teachers, '|'), t.teacher_id)
GROUP BY t.teacher_id
ORDER BY t.teacher_id;
