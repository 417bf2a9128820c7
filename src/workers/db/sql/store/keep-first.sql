-- After a replay: rows that say again what an earlier row said.
DELETE FROM {table} WHERE rowid NOT IN (SELECT min(rowid) FROM {table} GROUP BY {key});
