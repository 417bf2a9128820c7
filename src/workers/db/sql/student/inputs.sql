-- What a student reads of these trajectories ($ids: '|'-joined).
SELECT t.id, t.response, t.reasoning, t.reasoning_style, q.text AS question
FROM trajectories t
JOIN questions q ON q.id = t.question_id
WHERE t.id IN (SELECT unnest(string_split($ids, '|')))
ORDER BY t.id;
