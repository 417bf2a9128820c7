-- Saved filters by name; one with an empty address was deleted.
SELECT name, address, updated_at
FROM saved_filters
WHERE address <> ''
ORDER BY lower(name), name;
