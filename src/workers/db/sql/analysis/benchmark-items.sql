-- Every question of every benchmark list, in the order in which the lists were added.
SELECT b.id, b.list, b.text FROM benchmark_items b ORDER BY b.rowid;
