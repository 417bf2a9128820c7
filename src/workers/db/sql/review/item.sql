-- One trajectory as a person judges it, and what they said of it in a pass.
SELECT
	t.id,
	coalesce(q.text, '') AS question,
	q.gold,
	v.extracted,
	v.expected,
	t.response,
	t.reasoning,
	t.reasoning_style,
	coalesce(p.name, t.teacher_id) AS teacher,
	coalesce(n.text, '') AS note,
	coalesce(v.person_verdict, 'none') AS person_verdict,
	coalesce(r.verdict, 'none') AS review
FROM trajectories t
JOIN trajectory_verdicts v ON v.trajectory_id = t.id
LEFT JOIN questions q ON q.id = t.question_id
LEFT JOIN teachers p ON p.id = t.teacher_id
LEFT JOIN notes n ON n.trajectory_id = t.id
LEFT JOIN reviews r ON r.trajectory_id = t.id AND r.pass = $pass
WHERE t.id = $id;
