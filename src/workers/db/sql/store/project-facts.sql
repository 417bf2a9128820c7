SELECT key, value FROM project;
