-- Rows that are inserted later come after it. As text: in a transaction it is beyond what a double holds.
SELECT coalesce(max(rowid), -1)::VARCHAR AS last FROM {table};
