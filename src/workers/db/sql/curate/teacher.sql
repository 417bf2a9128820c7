-- Whose trajectories are learned from. The model that plays the student teaches nothing to itself.
CREATE OR REPLACE TABLE decided_teacher AS
WITH judged AS (
	SELECT
		c.number,
		CASE
			WHEN c.override = 'keep' THEN NULL
			WHEN c.teacher_id = r.student THEN 'the student itself'
			WHEN NOT r.all_teachers AND c.teacher_id NOT IN (FROM recipe_teachers)
				THEN 'teacher not chosen'
		END AS reason
	FROM candidates c
	JOIN decided_manual d ON d.number = c.number AND d.kept
	CROSS JOIN recipe r
)
SELECT number, reason IS NULL AS kept, reason FROM judged;
