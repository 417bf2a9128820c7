-- The later row of a key wins: rows about to be replaced go first.
DELETE FROM {table} WHERE ({key}) IN (SELECT ({key}) FROM {staging});
