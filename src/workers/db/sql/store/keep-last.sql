-- After a replay: rows that a later row replaced.
DELETE FROM {table} WHERE rowid NOT IN (SELECT max(rowid) FROM {table} GROUP BY {key});
