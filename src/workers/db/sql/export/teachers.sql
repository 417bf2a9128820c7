SELECT id, name, origin, settings FROM teachers ORDER BY name, id;
