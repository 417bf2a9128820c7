-- The funnel in numbers, for the stages named in $1 ('|'-joined).
SELECT
	d.stage,
	count(*)::INTEGER AS entered,
	count(*) FILTER (d.kept)::INTEGER AS kept,
	count(DISTINCT c.question_number) FILTER (d.kept)::INTEGER AS questions_kept
FROM numbered_decisions d
JOIN candidates c ON c.number = d.number
WHERE list_contains(string_split($1, '|'), d.stage)
GROUP BY d.stage;
