-- The list that is looked at: the ids of what its filter leaves, numbered from 1 in its order. As
-- listed_trajectories, with what is searched for looked up before.
CREATE OR REPLACE TABLE current_list AS
SELECT
	(row_number() OVER ())::INTEGER AS position,
	id,
	arrival
FROM (
	SELECT id, arrival
	FROM placed_by_facets($filter, $sort)
	WHERE missed = ''
	ORDER BY place
);
