-- Trajectories that a student ($student) has not read with this version of the scoring, oldest first. Its
-- own are left out: they say nothing about a teacher.
SELECT t.id, length(t.response)::INTEGER AS chars
FROM trajectories t
LEFT JOIN scores s ON s.trajectory_id = t.id AND s.scorer = $student
WHERE t.teacher_id <> $student AND coalesce(s.version, -1) < $version
ORDER BY t.rowid;
