-- Of the rows after $1, those that say again what an earlier row says, whether it was there before or came
-- with them.
DELETE FROM {table}
WHERE rowid > $1::BIGINT AND rowid NOT IN (
	SELECT min(rowid) FROM {table}
	WHERE ({key}) IN (SELECT ({key}) FROM {table} WHERE rowid > $1::BIGINT)
	GROUP BY {key}
);
