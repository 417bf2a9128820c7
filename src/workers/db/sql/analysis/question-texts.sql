-- Every question, in the order of import: of two alike, the later one is the duplicate.
SELECT q.id, q.text FROM questions q ORDER BY q.rowid;
