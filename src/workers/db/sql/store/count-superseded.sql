-- Rows whose key comes again.
SELECT count(*)::DOUBLE AS n FROM {table} SEMI JOIN {staging} USING ({key});
