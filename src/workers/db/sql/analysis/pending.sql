-- Trajectories without text metrics or a rule verdict of the current versions, oldest first. Rows of
-- a newer version, written by a newer Retort, stay. What answers a code question gets its verdict by being
-- run (code/pending.sql).
SELECT t.id
FROM trajectories t
LEFT JOIN questions q ON q.id = t.question_id
LEFT JOIN analyses a ON a.trajectory_id = t.id
LEFT JOIN verdicts r ON r.trajectory_id = t.id AND r.grader = 'rule'
WHERE coalesce(a.version, -1) < $version
	OR (coalesce(r.grader_version, -1) < $graderVersion AND q.answer_type IS DISTINCT FROM 'code')
ORDER BY t.rowid;
