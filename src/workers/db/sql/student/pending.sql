-- Trajectories that a student ($student) has not read with this version of the scoring, oldest first. Its
-- own are left out, and those of smoke tests: they say nothing about a teacher.
SELECT t.id, length(t.response)::INTEGER AS chars
FROM trajectories t
LEFT JOIN scores s ON s.trajectory_id = t.id AND s.scorer = $student
ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id
WHERE t.teacher_id <> $student AND coalesce(s.version, -1) < $version
ORDER BY t.rowid;
