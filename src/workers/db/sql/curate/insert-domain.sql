INSERT INTO recipe_domains (domain, at_least, at_most) VALUES ($1, $2, $3);
