-- Every trajectory with what the stages look at. Numbers ascend with the ids and stand for them in
-- the joins of the stages: an integer is joined several times faster than a hash. Whose verdict
-- counts: a person's, the rule's, and where the rule cannot decide, those that the recipe trusts: the judge's, and
-- then the file's own. The domain is the file's, or the task category that a model gave.
CREATE OR REPLACE TABLE candidates AS
WITH asked AS (
	SELECT
		t.question_id AS id,
		coalesce(q.domain, '') AS domain,
		row_number() OVER (ORDER BY t.question_id) AS number
	FROM (SELECT DISTINCT question_id FROM trajectories) t
	LEFT JOIN questions q ON q.id = t.question_id
)
SELECT
	(row_number() OVER (ORDER BY f.id) - 1)::INTEGER AS number,
	q.number::INTEGER AS question_number,
	f.id,
	f.question_id,
	f.teacher_id,
	CASE r.domain_source WHEN 'category' THEN coalesce(f.task_category, '') ELSE q.domain END AS domain,
	f.override,
	f.finish_reason,
	CASE
		WHEN f.grader = 'rule' AND f.verdict = 'unverifiable'
			THEN coalesce(
				CASE WHEN r.trust_judge THEN nullif(f.judge_verdict, 'unverifiable') END,
				CASE WHEN r.trust_reference THEN f.reference_verdict END,
				f.verdict
			)
		ELSE f.verdict
	END AS verdict,
	f.format,
	f.tokens,
	f.repetition_share,
	f.rated_difficulty,
	f.input_quality,
	f.response_quality
FROM trajectory_facts f
JOIN asked q ON q.id = f.question_id
CROSS JOIN recipe r;
