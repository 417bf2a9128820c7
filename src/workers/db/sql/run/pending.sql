-- What one teacher still has to write in a run: every sample of every question of the run that is
-- neither written (in this run or another) nor given up.
SELECT r.question_id, s.sample_index::INTEGER AS sample_index
FROM run_questions r
CROSS JOIN range($samples::BIGINT) s(sample_index)
ANTI JOIN trajectories t
	ON t.teacher_id = $teacher
	AND t.question_id = r.question_id
	AND t.sample_index = s.sample_index
ANTI JOIN (SELECT * FROM failures WHERE reason <> '') f
	ON f.run_id = r.run_id
	AND f.teacher_id = $teacher
	AND f.question_id = r.question_id
	AND f.sample_index = s.sample_index
WHERE r.run_id = $run
ORDER BY r.position, s.sample_index;
