-- The questions of a new run. The seed shuffles them by content, so the same project and seed give the
-- same questions whatever the order in which they were imported.
SELECT q.id
FROM questions q
WHERE $domain = '' OR q.domain = $domain
ORDER BY md5(q.id || ':' || $seed::VARCHAR), q.id
LIMIT $limit;
