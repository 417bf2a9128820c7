-- Answers to code questions that were not run by this version of the grader, oldest first.
SELECT t.id
FROM trajectories t
JOIN questions q ON q.id = t.question_id AND q.answer_type = 'code'
LEFT JOIN verdicts r ON r.trajectory_id = t.id AND r.grader = 'rule'
WHERE coalesce(r.grader_version, -1) < $graderVersion
ORDER BY t.rowid;
