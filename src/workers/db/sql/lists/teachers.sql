-- Teachers by name, with how much of each is here.
WITH work AS (
	SELECT
		t.teacher_id,
		count(DISTINCT t.question_id)::INTEGER AS questions,
		count(*)::INTEGER AS trajectories,
		count(a.trajectory_id)::INTEGER AS analysed
	FROM trajectories t
	LEFT JOIN analyses a ON a.trajectory_id = t.id
	GROUP BY t.teacher_id
)
SELECT
	t.id,
	t.name,
	t.origin,
	coalesce(w.questions, 0) AS questions,
	coalesce(w.trajectories, 0) AS trajectories,
	w.trajectories / w.questions AS samples_per_question,
	coalesce(w.analysed, 0) AS analysed
FROM teachers t
LEFT JOIN work w ON w.teacher_id = t.id
WHERE t.origin <> 'probe'
ORDER BY t.name, t.id;
