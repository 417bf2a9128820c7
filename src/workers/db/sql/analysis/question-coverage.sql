-- Questions that all chosen teachers ($teachers: '|'-joined) answered, and those that only some did.
WITH chosen AS (SELECT DISTINCT unnest(string_split($teachers, '|')) AS teacher_id),
answered AS (
	SELECT t.question_id, count(DISTINCT t.teacher_id) AS teachers
	FROM trajectories t
	JOIN chosen USING (teacher_id)
	GROUP BY t.question_id
)
SELECT
	count(*) FILTER (teachers = (SELECT count(*) FROM chosen))::INTEGER AS common,
	count(*) FILTER (teachers < (SELECT count(*) FROM chosen))::INTEGER AS left_out
FROM answered;
