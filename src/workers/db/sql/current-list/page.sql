-- lists/trajectories.sql, read from the list that is looked at. $pattern: found_pattern of its filter, which is
-- found once: its macro takes longer to plan than the page to read.
SELECT
	d.* EXCLUDE (arrival),
	CASE
		WHEN $pattern <> '' THEN
			regexp_extract(
				concat_ws(chr(10), t.response, t.reasoning),
				'(?is).{0,16}(?:' || $pattern || ').{0,120}'
			)
		ELSE ''
	END AS found
FROM current_list l
JOIN described_trajectories d ON d.arrival = l.arrival
JOIN trajectories t ON t.rowid = l.arrival
WHERE l.position > $offset AND l.position <= $offset + $limit
ORDER BY l.position;
