-- What the chosen teachers ($teachers: '|'-joined) wrote on at most $questions of the questions that
-- all of them answered: the first sample of each, cut to its first $chars characters. Which questions
-- is decided by md5 of $seed and id: the same on every machine, whatever the order of import.
-- Reasoning that came in a field of its own stands before the response, as for every text metric.
WITH chosen AS (SELECT DISTINCT unnest(string_split($teachers, '|')) AS teacher_id),
sampled AS (
	SELECT t.question_id, md5(concat($seed::BIGINT, ':', t.question_id)) AS lot
	FROM trajectories t
	JOIN chosen USING (teacher_id)
	GROUP BY t.question_id
	HAVING count(DISTINCT t.teacher_id) = (SELECT count(*) FROM chosen)
	ORDER BY lot, t.question_id
	LIMIT $questions
),
firsts AS (
	SELECT t.id, s.lot
	FROM trajectories t
	JOIN chosen USING (teacher_id)
	JOIN sampled s ON s.question_id = t.question_id
	QUALIFY row_number() OVER (
		PARTITION BY t.question_id, t.teacher_id
		ORDER BY t.sample_index, t.id
	) = 1
)
SELECT
	t.question_id,
	t.teacher_id,
	left(
		CASE
			WHEN coalesce(t.reasoning, '') = '' THEN t.response
			ELSE concat(t.reasoning, chr(10), chr(10), t.response)
		END,
		$chars::BIGINT
	) AS text
FROM trajectories t
JOIN firsts f ON f.id = t.id
ORDER BY f.lot, t.question_id, t.teacher_id;
