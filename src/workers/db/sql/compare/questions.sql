-- The questions to step through, in the order of arrival. A teacher is right on a question where more than half of its
-- checked samples are correct. `pattern` has one character per teacher, teachers by name: '1' right,
-- '0' not right, '?' none of its samples could be verified, '-' no trajectory.
WITH by_teacher AS (
	SELECT
		f.question_id,
		f.teacher_id,
		count(*) FILTER (f.verdict IN ('correct', 'wrong')) AS decided,
		2 * count(*) FILTER (f.verdict = 'correct') > count(*) FILTER (f.verdict <> 'pending') AS is_right,
		bool_or(f.verdict = 'unverifiable') AS has_unverifiable,
		bool_or(coalesce(f.rule_verdict <> f.reference_verdict, false)) AS grader_differs
	FROM trajectory_facts f
	GROUP BY f.question_id, f.teacher_id
),
places AS (SELECT id, row_number() OVER (ORDER BY name, id) AS place FROM teachers),
by_question AS (
	SELECT
		b.question_id,
		count(*) FILTER (b.is_right) AS right_teachers,
		count(*) FILTER (NOT b.is_right AND b.decided > 0) AS not_right_teachers,
		bool_or(b.has_unverifiable) AS has_unverifiable,
		bool_or(b.grader_differs) AS grader_differs
	FROM by_teacher b
	GROUP BY b.question_id
),
shown AS (
	SELECT question_id
	FROM by_question
	WHERE CASE $filter
		WHEN 'disagree' THEN right_teachers > 0 AND not_right_teachers > 0
		WHEN 'only-one-right' THEN right_teachers = 1 AND not_right_teachers > 0
		WHEN 'grader-differs' THEN grader_differs
		WHEN 'unverifiable' THEN has_unverifiable
		ELSE true
	END
)
SELECT
	q.id,
	left(any_value(q.text), 200) AS text,
	any_value(q.domain) AS domain,
	string_agg(
		CASE
			WHEN b.teacher_id IS NULL THEN '-'
			WHEN b.is_right THEN '1'
			WHEN b.decided > 0 THEN '0'
			ELSE '?'
		END,
		'' ORDER BY p.place
	) AS pattern
FROM shown s
JOIN questions q ON q.id = s.question_id
CROSS JOIN places p
LEFT JOIN by_teacher b ON b.question_id = s.question_id AND b.teacher_id = p.id
GROUP BY q.id
ORDER BY any_value(q.rowid);
