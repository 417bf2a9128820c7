-- What stands before and after a trajectory in the list that is looked at, and where it stands
-- itself: 0 where the filters leave it out, which does not take its neighbours away. No row where there is no
-- such trajectory.
WITH listed AS (
	SELECT id, place FROM placed_by_facets($filter, $sort) WHERE missed = ''
),
here AS (
	SELECT place FROM placed_by_facets('', $sort) WHERE id = $id
)
SELECT
	coalesce(arg_max(l.id, l.place) FILTER (l.place < h.place), '') AS previous,
	coalesce(arg_min(l.id, l.place) FILTER (l.place > h.place), '') AS next,
	CASE
		WHEN bool_or(l.place = h.place) THEN (count(l.id) FILTER (l.place <= h.place))::INTEGER
		ELSE 0
	END AS position,
	count(l.id)::INTEGER AS count
FROM here h
LEFT JOIN listed l ON TRUE
GROUP BY h.place;
