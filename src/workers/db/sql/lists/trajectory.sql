-- One trajectory: texts, metrics, verdict, note, and where the last curation left it.
SELECT
	d.* EXCLUDE (arrival, question, tags, entropy, surprisal, rsr),
	t.response,
	t.reasoning,
	coalesce(q.text, '') AS question,
	q.gold,
	coalesce(q.answer_type, '') AS answer_type,
	coalesce(i.source_name, '') AS source_name,
	t.line,
	coalesce(n.text, '') AS note,
	coalesce(d.tags, '') AS tags
FROM described_trajectories d
JOIN trajectories t ON t.rowid = d.arrival
LEFT JOIN questions q ON q.id = d.question_id
LEFT JOIN imports i ON i.id = t.import_id
LEFT JOIN notes n ON n.trajectory_id = d.id
WHERE d.id = $id;
