-- The ids of all trajectories of a list, in its order.
SELECT id
FROM listed_trajectories($filter, $sort, $student)
ORDER BY place;
