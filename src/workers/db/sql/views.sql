-- Views that the rest of the SQL and the user's own queries stand on.

-- The rule's verdict for every trajectory, a person's above it. 'pending' until the rule has run.
-- `reference_verdict` is what the file itself claimed; it is shown, and used only where a recipe
-- trusts it.
CREATE VIEW trajectory_verdicts AS
SELECT
	t.id AS trajectory_id,
	coalesce(p.verdict, r.verdict, 'pending') AS verdict,
	CASE WHEN p.verdict IS NOT NULL THEN 'person' WHEN r.verdict IS NOT NULL THEN 'rule' END AS grader,
	r.verdict AS rule_verdict,
	r.extracted,
	r.expected,
	r.reason,
	f.verdict AS reference_verdict,
	p.verdict AS person_verdict
FROM trajectories t
LEFT JOIN verdicts r ON r.trajectory_id = t.id AND r.grader = 'rule'
LEFT JOIN verdicts f ON f.trajectory_id = t.id AND f.grader = 'reference'
LEFT JOIN verdicts p ON p.trajectory_id = t.id AND p.grader = 'person' AND p.verdict <> 'none';

-- One wide row per trajectory without its text: what tables, charts and the funnel read.
CREATE VIEW trajectory_facts AS
SELECT
	t.id,
	t.question_id,
	t.teacher_id,
	t.sample_index,
	t.reasoning_style,
	t.finish_reason,
	v.verdict,
	v.grader,
	v.rule_verdict,
	v.reference_verdict,
	v.person_verdict,
	v.extracted,
	v.expected,
	v.reason AS verdict_reason,
	a.* EXCLUDE (trajectory_id, version),
	coalesce(nullif(o.decision, 'none'), 'auto') AS override
FROM trajectories t
JOIN trajectory_verdicts v ON v.trajectory_id = t.id
LEFT JOIN analyses a ON a.trajectory_id = t.id
LEFT JOIN overrides o ON o.trajectory_id = t.id;
