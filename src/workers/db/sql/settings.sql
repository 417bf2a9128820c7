-- The first statements after DuckDB opens. A failed download of an extension would end the whole
-- instance, so none is ever tried; the database can reach no file and no network; and a user's own
-- SQL cannot change any of it.
SET autoload_known_extensions = false;
SET autoinstall_known_extensions = false;
SET enable_external_access = false;
SET lock_configuration = true;
