-- How long are the responses of each teacher?
-- One row per trajectory: draw it as a histogram of tokens.
SELECT t.name AS teacher, f.tokens, f.verdict, f.format
FROM trajectory_facts f
JOIN teachers t ON t.id = f.teacher_id
WHERE f.tokens IS NOT NULL
ORDER BY t.name, f.tokens
