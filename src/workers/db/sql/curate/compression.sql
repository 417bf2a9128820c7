-- Questions that the student already answers teach it little (METRICS §6.2). A question that the
-- student was not asked passes, and so does everything while no student is named.
CREATE OR REPLACE TABLE decided_compression AS
WITH judged AS (
	SELECT
		c.number,
		CASE
			WHEN c.override = 'keep' THEN NULL
			WHEN r.compression_enabled AND p.pass_rate > r.max_pass_rate THEN 'student already knows'
		END AS reason
	FROM candidates c
	JOIN decided_quality d ON d.number = c.number AND d.kept
	CROSS JOIN recipe r
	LEFT JOIN student_pass_rates p ON p.question_number = c.question_number
)
SELECT number, reason IS NULL AS kept, reason FROM judged;
