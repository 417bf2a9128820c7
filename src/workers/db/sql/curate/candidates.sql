-- Every trajectory with what the stages look at. Numbers ascend with the ids and stand for them in
-- the joins of the stages: an integer is joined several times faster than a hash. Where the recipe
-- trusts the file and the rule cannot decide, the file's own verdict stands.
CREATE OR REPLACE TABLE candidates AS
WITH asked AS (
	SELECT id, domain, row_number() OVER (ORDER BY id) AS number FROM questions
)
SELECT
	(row_number() OVER (ORDER BY f.id) - 1)::INTEGER AS number,
	coalesce(q.number, 0)::INTEGER AS question_number,
	f.id,
	f.question_id,
	f.teacher_id,
	coalesce(q.domain, '') AS domain,
	f.override,
	f.finish_reason,
	CASE
		WHEN r.trust_reference AND f.grader = 'rule' AND f.verdict = 'unverifiable'
			THEN coalesce(f.reference_verdict, f.verdict)
		ELSE f.verdict
	END AS verdict,
	f.format,
	f.tokens,
	f.repetition_share
FROM trajectory_facts f
LEFT JOIN asked q ON q.id = f.question_id
CROSS JOIN recipe r;
