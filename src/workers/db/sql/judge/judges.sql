-- The judges of a project, the one that was started last first, and how many trajectories each has judged.
SELECT
	k.id,
	k.name,
	k.teacher_id,
	k.settings,
	k.rubric,
	k.asked_at,
	(
		SELECT count(DISTINCT j.trajectory_id)
		FROM judgements j
		WHERE j.judge_id = k.id AND j.repetition = 0
	)::INTEGER AS judged
FROM judges k
ORDER BY k.asked_at DESC, k.id;
