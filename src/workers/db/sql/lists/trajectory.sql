-- One trajectory: texts, metrics, verdict, note, and where the last curation left it.
SELECT
	f.*,
	o.stage AS decision_stage,
	o.kept AS decision_kept,
	o.reason AS decision_reason,
	t.response,
	t.reasoning,
	coalesce(teacher.name, '') AS teacher,
	coalesce(q.text, '') AS question,
	q.gold,
	coalesce(q.domain, '') AS domain,
	coalesce(q.answer_type, '') AS answer_type,
	coalesce(i.source_name, '') AS source_name,
	t.line,
	coalesce(n.text, '') AS note,
	coalesce(g.tags, '') AS tags
FROM trajectory_facts f
JOIN trajectories t ON t.id = f.id
LEFT JOIN trajectory_outcomes o ON o.trajectory_id = f.id
LEFT JOIN teachers teacher ON teacher.id = f.teacher_id
LEFT JOIN questions q ON q.id = f.question_id
LEFT JOIN imports i ON i.id = t.import_id
LEFT JOIN notes n ON n.trajectory_id = f.id
LEFT JOIN trajectory_tags g ON g.trajectory_id = f.id
WHERE f.id = $id AND t.id = $id;
