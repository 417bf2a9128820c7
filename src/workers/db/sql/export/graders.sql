-- The models whose labels count, and every judge. A verdict's reason names its judge by the beginning of the id
-- (core/judge/judge.ts), as selection.sql reads it.
SELECT aspect AS gives, name, settings, '' AS judge
FROM annotators
JOIN counting_annotators USING (id, aspect)
UNION ALL
SELECT 'verdict', name, settings, left(id, 8)
FROM judges
ORDER BY ALL;
