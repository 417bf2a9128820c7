-- One page of trajectories without their texts. $sort: a column's name, '-' before it for
-- descending; '' for the order of arrival. The filters are the macro's, in views.sql.
WITH listed AS (
	SELECT
		m.*,
		place.rowid AS arrival,
		coalesce(t.name, '') AS teacher,
		coalesce(left(q.text, 200), '') AS question,
		starts_with($sort, '-') AS descending,
		CASE ltrim($sort, '-')
			WHEN 'question' THEN left(q.text, 200)
			WHEN 'teacher' THEN t.name
			WHEN 'verdict' THEN m.verdict
			WHEN 'format' THEN m.format
		END AS text_key,
		CASE ltrim($sort, '-')
			WHEN 'tokens' THEN m.tokens
			WHEN 'chars' THEN m.chars
			WHEN 'repetition' THEN m.repetition_share
			WHEN 'sample' THEN m.sample_index
		END AS number_key
	FROM matching_trajectories($teachers, $verdict, $format, $stage, $reason, $search, $question, $area) m
	JOIN trajectories place ON place.id = m.id
	LEFT JOIN teachers t ON t.id = m.teacher_id
	LEFT JOIN questions q ON q.id = m.question_id
)
SELECT * EXCLUDE (arrival, descending, text_key, number_key)
FROM listed
ORDER BY
	CASE WHEN NOT descending THEN text_key END ASC NULLS LAST,
	CASE WHEN descending THEN text_key END DESC NULLS LAST,
	CASE WHEN descending THEN -number_key ELSE number_key END ASC NULLS LAST,
	arrival
LIMIT $limit OFFSET $offset;
