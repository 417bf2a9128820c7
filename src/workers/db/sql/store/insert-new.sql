-- A row whose key is there already is the same row, so it changes nothing; of equal keys within the
-- batch the first counts, as it would if the batch came in two parts.
INSERT INTO {table}
SELECT s.*
FROM {staging} s
ANTI JOIN {table} t USING ({key})
WHERE s.rowid IN (SELECT min(rowid) FROM {staging} GROUP BY {key});
