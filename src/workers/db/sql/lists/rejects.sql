-- Rows of one import that could not be used.
SELECT line, part, reason, excerpt
FROM rejects
WHERE import_id = $import
ORDER BY line, part
LIMIT $limit OFFSET $offset;
