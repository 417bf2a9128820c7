-- One teacher; no row where it does not exist.
SELECT id, name, origin, settings FROM teachers WHERE id = $id;
