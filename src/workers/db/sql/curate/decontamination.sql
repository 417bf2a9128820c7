-- No question that shares an n-gram with a benchmark in use (METRICS §6.4).
CREATE OR REPLACE TABLE decided_decontamination AS
WITH judged AS (
	SELECT
		c.number,
		CASE
			WHEN c.override = 'keep' THEN NULL
			WHEN r.decontamination_enabled AND c.question_id IN (SELECT question_id FROM contaminations)
				THEN 'in a benchmark'
		END AS reason
	FROM candidates c
	JOIN decided_near_duplicates d ON d.number = c.number AND d.kept
	CROSS JOIN recipe r
)
SELECT number, reason IS NULL AS kept, reason FROM judged;
