SELECT json FROM recipes WHERE name = $name;
