-- Trajectories without text metrics or a rule verdict of the current versions, oldest first. Rows of
-- a newer version, written by a newer Retort, stay.
SELECT t.id
FROM trajectories t
LEFT JOIN analyses a ON a.trajectory_id = t.id
LEFT JOIN verdicts r ON r.trajectory_id = t.id AND r.grader = 'rule'
WHERE coalesce(a.version, -1) < $version OR coalesce(r.grader_version, -1) < $graderVersion
ORDER BY t.rowid;
