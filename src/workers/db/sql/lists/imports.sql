-- Files and URLs that were read, the latest first.
SELECT id, source_name, started_at, state, rows_read, rows_rejected
FROM imports
ORDER BY started_at DESC, id;
