-- Of equal keys within the batch the last one counts.
INSERT INTO {table}
SELECT * FROM {staging}
WHERE rowid IN (SELECT max(rowid) FROM {staging} GROUP BY {key});
