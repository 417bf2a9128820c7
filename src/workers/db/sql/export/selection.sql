-- What the last curation selected, in the order of the ids: the lines of a data file. `bytes` is the
-- length of the texts that are still to be read.
SELECT
	c.id,
	c.question_id,
	c.teacher_id,
	c.verdict,
	coalesce(v.grader, '') AS graded_by,
	c.override,
	t.sample_index,
	t.bytes::DOUBLE AS bytes
FROM candidates c
JOIN decided_budget d ON d.number = c.number AND d.kept
JOIN trajectory_verdicts v ON v.trajectory_id = c.id
JOIN (
	SELECT id, sample_index, strlen(response) + coalesce(strlen(reasoning), 0) AS bytes
	FROM trajectories
) t ON t.id = c.id
ORDER BY c.number;
