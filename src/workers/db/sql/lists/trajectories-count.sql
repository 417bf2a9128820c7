-- How many trajectories the list holds that is looked at.
SELECT count(*)::INTEGER AS count
FROM current_list;
