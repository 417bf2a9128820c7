-- Rows that differ from what is stored, NULLs being equal to each other; of equal keys the last.
SELECT count(*)::DOUBLE AS n FROM (
	SELECT * FROM {staging}
	WHERE rowid IN (SELECT max(rowid) FROM {staging} GROUP BY {key})
	EXCEPT
	SELECT * FROM {table} WHERE ({key}) IN (SELECT ({key}) FROM {staging})
);
