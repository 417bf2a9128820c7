-- One page of trajectories without their texts. $sort: a column's name, '-' before it for descending; ''
-- for the order of arrival. $student: whose surprisal and RSR are shown. `found`: what was searched for, with
-- what stands around it. Filters and order are the macro's, in views.sql.
WITH page AS (
	SELECT *
	FROM listed_trajectories($filter, $sort, $student)
	ORDER BY place
	LIMIT $limit OFFSET $offset
)
SELECT
	p.* EXCLUDE (place),
	CASE
		WHEN found_pattern($filter) <> '' THEN
			regexp_extract(
				concat_ws(chr(10), t.response, t.reasoning),
				'(?is).{0,16}(?:' || found_pattern($filter) || ').{0,120}'
			)
		ELSE ''
	END AS found
FROM page p
JOIN trajectories t ON t.id = p.id
ORDER BY p.place;
