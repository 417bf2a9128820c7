-- Trajectories that a student ($student) has not read with this version of the scoring, or, where local
-- surprisal is wanted ($local), not in that way; oldest first. Its own are left out, and those of smoke tests:
-- they say nothing about a teacher.
SELECT t.id, length(t.response)::INTEGER AS chars
FROM trajectories t
LEFT JOIN scores s ON s.trajectory_id = t.id AND s.scorer = $student
ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id
WHERE t.teacher_id <> $student
	AND (
		coalesce(s.version, -1) < $version
		OR ($local AND s.local_surprisal IS NULL AND s.surprisal IS NOT NULL)
	)
ORDER BY t.rowid;
