-- In the order in which they were inserted.
SELECT * FROM {table};
