-- One page of trajectories without their texts. $sort: a column's name, '-' before it for descending; ''
-- for the order of arrival. `found`: what was searched for, with what stands around it. Filters and order are
-- the macro's, in views.sql.
WITH page AS (
	SELECT arrival, place
	FROM listed_trajectories($filter, $sort)
	ORDER BY place
	LIMIT $limit OFFSET $offset
)
SELECT
	d.* EXCLUDE (arrival),
	CASE
		WHEN found_pattern($filter) <> '' THEN
			regexp_extract(
				concat_ws(chr(10), t.response, t.reasoning),
				'(?is).{0,16}(?:' || found_pattern($filter) || ').{0,120}'
			)
		ELSE ''
	END AS found
FROM page p
JOIN described_trajectories d ON d.arrival = p.arrival
JOIN trajectories t ON t.rowid = p.arrival
ORDER BY p.place;
