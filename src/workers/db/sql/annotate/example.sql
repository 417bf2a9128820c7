-- A trajectory for the preview of a guide: the first one.
SELECT t.id, q.text AS question, q.gold, t.response, t.reasoning, t.reasoning_style
FROM trajectories t
JOIN questions q ON q.id = t.question_id
ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id
ORDER BY t.rowid
LIMIT 1;
