-- Complete, well formed, not too long, not repetitive, verified (METRICS §6.1). The first reason that
-- applies is noted. A truncated response is truncated, never badly formed. Where a rule asks for a label of a
-- model, what has none waits for it.
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
),
-- Only where a rule asks for labels.
rated AS (
	SELECT
		c.number,
		quality_rank(c.input_quality) AS input_rank,
		quality_rank(c.response_quality) AS response_rank,
		difficulty_rank(c.rated_difficulty) AS difficulty
	FROM candidates c
	CROSS JOIN recipe r
	WHERE coalesce(r.input_at_least, r.response_at_least, r.easiest, r.hardest) IS NOT NULL
		AND c.override <> 'keep'
),
rated_out AS (
	SELECT
		n.number,
		CASE
			WHEN (r.input_at_least IS NOT NULL AND n.input_rank IS NULL)
				OR (r.response_at_least IS NOT NULL AND n.response_rank IS NULL)
				OR (coalesce(r.easiest, r.hardest) IS NOT NULL AND n.difficulty IS NULL)
				THEN 'not rated yet'
			WHEN n.input_rank < quality_rank(r.input_at_least) THEN 'question rated too low'
			WHEN n.response_rank < quality_rank(r.response_at_least) THEN 'response rated too low'
			WHEN n.difficulty < difficulty_rank(r.easiest) THEN 'rated too easy'
			WHEN n.difficulty > difficulty_rank(r.hardest) THEN 'rated too hard'
		END AS reason
	FROM rated n
	CROSS JOIN recipe r
),
decided AS (
	SELECT j.number, coalesce(j.reason, n.reason) AS reason
	FROM judged j
	LEFT JOIN rated_out n ON n.number = j.number
)
SELECT number, reason IS NULL AS kept, reason FROM decided;
