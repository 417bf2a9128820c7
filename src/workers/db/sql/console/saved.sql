SELECT name, sql, updated_at FROM queries WHERE sql <> '' ORDER BY lower(name), name
