SELECT count(*)::DOUBLE AS n FROM {table} WHERE rowid > $1::BIGINT;
