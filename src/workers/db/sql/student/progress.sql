-- How much of the project a student has answered and read.
SELECT
	(SELECT count(*) FROM trajectories WHERE teacher_id = $student)::INTEGER AS answers,
	(SELECT count(DISTINCT question_id) FROM trajectories WHERE teacher_id = $student)::INTEGER
		AS questions,
	(
		SELECT count(*)
		FROM trajectories t
		ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id
		WHERE t.teacher_id <> $student
	)::INTEGER AS readable,
	(SELECT count(*) FROM scores WHERE scorer = $student AND version >= $version)::INTEGER AS read,
	(SELECT coalesce(sum(tokens), 0) FROM scores WHERE scorer = $student)::DOUBLE AS tokens,
	(SELECT count(*) FROM scores WHERE scorer = $student AND truncated)::INTEGER AS truncated,
	(SELECT count(*) FROM scores WHERE scorer = $student AND reason <> '')::INTEGER AS unscored;
