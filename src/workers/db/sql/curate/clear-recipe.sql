-- The recipe stands in a table of one row, so that every stage reads its parameters by name.
CREATE OR REPLACE TABLE recipe AS FROM recipe LIMIT 0;
CREATE OR REPLACE TABLE recipe_teachers AS FROM recipe_teachers LIMIT 0;
CREATE OR REPLACE TABLE recipe_domains AS FROM recipe_domains LIMIT 0;
