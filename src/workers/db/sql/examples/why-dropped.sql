-- Why were trajectories dropped, and whose?
-- Reads what the funnel of Curate did last.
SELECT o.stage, o.reason, t.name AS teacher, count(*) AS dropped
FROM trajectory_outcomes o
JOIN trajectories j ON j.id = o.trajectory_id
JOIN teachers t ON t.id = j.teacher_id
WHERE NOT o.kept
GROUP BY o.stage, o.reason, t.name
ORDER BY dropped DESC, o.stage, o.reason, teacher
