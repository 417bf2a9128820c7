-- Where does the rule disagree with the file's own verdict?
SELECT
	t.name AS teacher,
	f.rule_verdict,
	f.reference_verdict,
	f.extracted,
	f.expected,
	f.verdict_reason,
	q.text AS question
FROM trajectory_facts f
JOIN teachers t ON t.id = f.teacher_id
JOIN questions q ON q.id = f.question_id
WHERE f.reference_verdict IS NOT NULL AND f.rule_verdict <> f.reference_verdict
ORDER BY f.rule_verdict, f.reference_verdict, t.name, f.id
