-- At most so many examples, dealt out in turns over domain and difficulty, so that none crowds out
-- another (METRICS §6.6). Inside a cell every question gets one example before any gets two. What
-- remains open is decided by md5 of seed and id: the same on every machine, whatever the order of
-- the rows. What is kept by hand is dealt first, and stays even where it is more than the budget.
CREATE OR REPLACE TABLE decided_budget AS
WITH entering AS (
	SELECT
		c.number,
		c.question_number,
		c.domain,
		coalesce(q.difficulty, 'unknown') AS difficulty,
		c.override = 'keep' AS by_hand,
		md5_number_upper(concat(r.seed, ':', c.id)) AS lot
	FROM candidates c
	JOIN decided_diversity d ON d.number = c.number AND d.kept
	LEFT JOIN question_difficulty q ON q.question_number = c.question_number
	CROSS JOIN recipe r
),
in_turn AS (
	SELECT
		*,
		row_number() OVER (PARTITION BY question_number ORDER BY by_hand DESC, lot, number) AS turn
	FROM entering
),
seated AS (
	SELECT
		*,
		row_number() OVER (PARTITION BY domain, difficulty ORDER BY by_hand DESC, turn, lot, number) AS seat
	FROM in_turn
),
placed AS (
	SELECT *, row_number() OVER (ORDER BY by_hand DESC, seat, lot, number) AS place
	FROM seated
),
judged AS (
	SELECT
		p.number,
		CASE
			WHEN NOT p.by_hand AND r.budget_enabled AND p.place > r.max_examples THEN 'over budget'
		END AS reason
	FROM placed p
	CROSS JOIN recipe r
)
SELECT number, reason IS NULL AS kept, reason FROM judged;
