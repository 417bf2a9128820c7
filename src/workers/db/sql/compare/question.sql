-- Every trajectory of one question, teachers by name.
SELECT
	f.*,
	o.stage AS decision_stage,
	o.kept AS decision_kept,
	o.reason AS decision_reason,
	t.response,
	t.reasoning,
	coalesce(teacher.name, '') AS teacher,
	coalesce(q.text, '') AS question,
	q.gold
FROM trajectory_facts f
JOIN trajectories t ON t.id = f.id
LEFT JOIN trajectory_outcomes o ON o.trajectory_id = f.id
LEFT JOIN teachers teacher ON teacher.id = f.teacher_id
LEFT JOIN questions q ON q.id = f.question_id
WHERE f.question_id = $question AND t.question_id = $question
ORDER BY teacher, f.teacher_id, f.sample_index, f.id;
