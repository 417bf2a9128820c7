-- One judge.
SELECT id, name, rubric
FROM judges
WHERE id = $judge;
