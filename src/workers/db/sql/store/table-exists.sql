SELECT count(*)::DOUBLE AS n FROM duckdb_tables() WHERE table_name = $1;
