-- The texts of some questions.
SELECT id, text FROM questions WHERE list_contains(string_split($ids, '|'), id);
