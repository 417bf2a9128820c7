-- Whose reasoning fits the student (RSR)?
-- Rank over surprisal, in 1 / nats: lower fits better. Needs a student that has read the trajectories.
SELECT
	student.name AS student,
	t.name AS teacher,
	count(*) AS trajectories,
	round(sum(s.capped_rank) / nullif(sum(s.surprisal), 0), 4) AS rsr,
	round(sum(s.surprisal * s.tokens) / sum(s.tokens), 4) AS surprisal_per_token,
	count(*) FILTER (s.truncated) AS truncated
FROM scores s
JOIN trajectory_facts f ON f.id = s.trajectory_id
JOIN teachers t ON t.id = f.teacher_id
JOIN teachers student ON student.id = s.scorer
WHERE s.capped_rank IS NOT NULL AND s.surprisal IS NOT NULL AND t.id <> s.scorer
GROUP BY student.name, t.name
ORDER BY student, rsr
