-- The list that is looked at: the ids of what its filter leaves, numbered from 1 in its order.
CREATE OR REPLACE TABLE current_list AS
SELECT
	(row_number() OVER ())::INTEGER AS position,
	id,
	arrival
FROM (
	SELECT id, arrival
	FROM listed_trajectories($filter, $sort)
	ORDER BY place
);
