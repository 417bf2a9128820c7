-- The trajectories among which farthest-P chooses: those of questions with more of them than seats.
-- What is kept by hand has its seat and is not chosen again. `place` counts the trajectories of a
-- question from 0 in the order of their ids.
CREATE OR REPLACE TABLE diversity_members AS
WITH entering AS (
	SELECT c.number, c.question_number, c.override = 'keep' AS by_hand
	FROM candidates c
	JOIN decided_decontamination d ON d.number = c.number AND d.kept
),
groups AS (
	SELECT
		e.question_number,
		count(*) FILTER (NOT e.by_hand)::INTEGER AS size,
		greatest(0, any_value(r.per_question) - count(*) FILTER (e.by_hand))::INTEGER AS seats
	FROM entering e
	CROSS JOIN recipe r
	WHERE r.diversity_enabled
	GROUP BY e.question_number
)
SELECT
	e.number,
	e.question_number,
	g.size,
	g.seats,
	(row_number() OVER (PARTITION BY e.question_number ORDER BY e.number) - 1)::INTEGER AS place
FROM entering e
JOIN groups g ON g.question_number = e.question_number
WHERE g.size > g.seats AND NOT e.by_hand;
