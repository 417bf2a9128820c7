-- For each selected and correct trajectory one to reject: wrong, complete, to the same question, by
-- whichever teacher. Which one is decided by md5 of the seed and both ids.
WITH chosen AS (
	SELECT c.number, c.id, c.question_number
	FROM candidates c
	JOIN decided_budget d ON d.number = c.number AND d.kept
	WHERE c.verdict = 'correct'
),
refused AS (
	SELECT number, id, question_number
	FROM candidates
	WHERE verdict = 'wrong'
		AND finish_reason <> 'length'
		AND coalesce(format, '') NOT IN ('truncated', 'no-answer')
		AND override <> 'drop'
)
SELECT
	c.id,
	arg_min(
		w.id,
		{lot: md5_number_upper(concat(r.seed, ':', c.id, ':', w.id)), number: w.number}
	) AS rejected_id
FROM chosen c
JOIN refused w ON w.question_number = c.question_number
CROSS JOIN recipe r
GROUP BY c.id;
