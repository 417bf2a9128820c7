-- The task categories that a model gave, '' where it gave none, as curate/candidates.sql takes them for domains.
SELECT coalesce(n.task_category, '') AS domain, count(*)::INTEGER AS questions
FROM questions q
LEFT JOIN question_annotations n ON n.question_id = q.id
GROUP BY ALL
ORDER BY questions DESC, domain;
