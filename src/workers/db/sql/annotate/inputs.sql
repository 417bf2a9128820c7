-- What an annotator is shown of these subjects ($ids: '|'-joined): trajectories with their questions, or questions
-- alone.
WITH wanted AS (SELECT unnest(string_split($ids, '|')) AS id)
SELECT w.id, q.text AS question, q.gold, t.response, t.reasoning, t.reasoning_style
FROM wanted w
LEFT JOIN trajectories t ON $aspect = 'response-quality' AND t.id = w.id
JOIN questions q ON q.id = CASE WHEN $aspect = 'response-quality' THEN t.question_id ELSE w.id END
ORDER BY w.id;
