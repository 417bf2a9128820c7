INSERT INTO recipe_teachers SELECT DISTINCT unnest(string_split($1, '|'));
