-- What the last curation selected, in the order of the ids: the lines of a data file. `bytes` is the
-- length of the texts that are still to be read.
SELECT
	c.id,
	c.question_id,
	c.teacher_id,
	c.verdict,
	-- Whose verdict it is: where it is not the rule's own, the recipe trusts others (curate/candidates.sql).
	CASE
		WHEN v.grader = 'rule' AND c.verdict <> v.rule_verdict
			THEN CASE
				WHEN r.trust_judge AND c.verdict = v.judge_verdict THEN 'judge'
				ELSE 'reference'
			END
		ELSE coalesce(v.grader, '')
	END AS graded_by,
	coalesce(substr(j.reason, length('Judge ') + 1, 8), '') AS judge,
	c.override,
	n.task_category,
	n.rated_difficulty,
	n.input_quality,
	m.response_quality,
	t.sample_index,
	t.bytes::DOUBLE AS bytes
FROM candidates c
JOIN decided_budget d ON d.number = c.number AND d.kept
CROSS JOIN recipe r
JOIN trajectory_verdicts v ON v.trajectory_id = c.id
LEFT JOIN verdicts j ON j.trajectory_id = c.id AND j.grader = 'judge'
LEFT JOIN question_annotations n ON n.question_id = c.question_id
LEFT JOIN response_annotations m ON m.trajectory_id = c.id
JOIN (
	SELECT id, sample_index, strlen(response) + coalesce(strlen(reasoning), 0) AS bytes
	FROM trajectories
) t ON t.id = c.id
ORDER BY c.number;
