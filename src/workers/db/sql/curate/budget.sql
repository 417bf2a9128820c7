-- At most so many examples, of all and of each domain, dealt out in turns over domain and difficulty, so that none crowds out
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
-- The first of a domain, as many as the recipe wants of it, come before all others; what is beyond its limit takes
-- no place.
of_domain AS (
	SELECT
		*,
		row_number() OVER (PARTITION BY domain ORDER BY by_hand DESC, seat, lot, number) AS nth
	FROM seated
),
limited AS (
	SELECT
		o.*,
		o.nth <= coalesce(l.at_least, 0) AS is_wanted,
		NOT o.by_hand AND coalesce(o.nth > l.at_most, FALSE) AS is_beyond
	FROM of_domain o
	LEFT JOIN recipe_domains l ON l.domain = o.domain
),
placed AS (
	SELECT
		*,
		row_number() OVER (
			PARTITION BY is_beyond
			ORDER BY by_hand DESC, is_wanted DESC, seat, lot, number
		) AS place
	FROM limited
),
judged AS (
	SELECT
		p.number,
		CASE
			WHEN p.by_hand OR NOT r.budget_enabled THEN NULL
			WHEN p.is_beyond THEN 'over the limit of its domain'
			WHEN p.place > r.max_examples THEN 'over budget'
		END AS reason
	FROM placed p
	CROSS JOIN recipe r
)
SELECT number, reason IS NULL AS kept, reason FROM judged;
