-- How many trajectories pass the filters of lists/trajectories.
SELECT count(*)::INTEGER AS count
FROM matching_trajectories($filter, $student);
