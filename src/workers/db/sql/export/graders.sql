-- The models whose labels count, and those whose verdicts as judge stand: a verdict's reason names its judge by the
-- beginning of the id (core/judge/judge.ts).
SELECT aspect AS gives, name, settings
FROM annotators
JOIN counting_annotators USING (id, aspect)
UNION ALL
SELECT 'verdict', k.name, k.settings
FROM judges k
WHERE EXISTS (
	FROM verdicts v
	WHERE v.grader = 'judge' AND starts_with(v.reason, 'Judge ' || left(k.id, 8) || ' ')
)
ORDER BY ALL;
