-- Complete, well formed, not too long, not repetitive, verified (METRICS §6.1). The first reason that
-- applies is noted. A truncated response is truncated, never badly formed.
CREATE OR REPLACE TABLE decided_quality AS
WITH judged AS (
	SELECT
		c.number,
		CASE
			WHEN c.override = 'keep' THEN NULL
			WHEN c.tokens IS NULL OR c.verdict = 'pending' THEN 'not analysed yet'
			WHEN t.truncated AND NOT r.allow_truncated THEN 'truncated'
			WHEN NOT t.truncated AND r.format = 'thinking' AND c.format <> 'thinking' THEN 'format'
			WHEN NOT t.truncated AND r.format = 'well-formed' AND c.format NOT IN ('thinking', 'plain')
				THEN 'format'
			WHEN c.tokens > r.max_tokens THEN 'too long'
			WHEN c.repetition_share > r.max_repetition_share THEN 'repetitive'
			WHEN c.verdict = 'wrong' AND r.verdict <> 'any' THEN 'wrong'
			WHEN c.verdict <> 'correct' AND r.verdict = 'correct' THEN 'unverifiable'
		END AS reason
	FROM candidates c
	JOIN decided_teacher d ON d.number = c.number AND d.kept
	CROSS JOIN recipe r
	CROSS JOIN LATERAL (
		SELECT coalesce(c.format = 'truncated', false) OR c.finish_reason = 'length' AS truncated
	) t
)
SELECT number, reason IS NULL AS kept, reason FROM judged;
