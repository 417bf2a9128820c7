INSERT INTO diversity_picks SELECT unnest(string_split($1, '|'))::INTEGER;
