-- A trajectory for the preview of a rubric: the first one with a reference answer ($withReference) or without; of
-- these one about which the rule is unsure, where there is any.
SELECT t.id, t.response, t.reasoning, t.reasoning_style, q.text AS question, q.gold
FROM trajectories t
JOIN questions q ON q.id = t.question_id
LEFT JOIN verdicts r ON r.trajectory_id = t.id AND r.grader = 'rule'
ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id
WHERE (trim(coalesce(q.gold, '')) <> '') = $withReference
ORDER BY coalesce(r.verdict = 'unverifiable', FALSE) DESC, t.rowid
LIMIT 1;
