-- The runs of the project, the latest first.
SELECT r.id, r.plan, r.state, r.created_at, r.updated_at, count(q.question_id)::INTEGER AS questions
FROM runs r
LEFT JOIN run_questions q ON q.run_id = r.id
GROUP BY ALL
ORDER BY r.created_at DESC, r.id;
