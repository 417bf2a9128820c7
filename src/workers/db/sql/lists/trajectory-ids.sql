-- The ids of all trajectories of the list that is looked at, in its order.
SELECT id
FROM current_list
ORDER BY position;
