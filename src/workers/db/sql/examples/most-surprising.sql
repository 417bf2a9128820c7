-- Which trajectories surprise the student most?
-- Needs a student that has read the trajectories: place Student. Surprisal is in nats per token.
SELECT
	student.name AS student,
	t.name AS teacher,
	round(s.surprisal, 4) AS surprisal,
	round(s.rsr, 4) AS rsr,
	s.tokens,
	f.verdict,
	left(j.response, 300) AS response
FROM scores s
JOIN trajectory_facts f ON f.id = s.trajectory_id
JOIN trajectories j ON j.id = s.trajectory_id
JOIN teachers t ON t.id = f.teacher_id
JOIN teachers student ON student.id = s.scorer
WHERE s.surprisal IS NOT NULL
ORDER BY s.surprisal DESC, s.trajectory_id
LIMIT 100
