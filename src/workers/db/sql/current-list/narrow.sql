-- What the list that is looked at is searched for, and its area of the map, looked up.
CREATE OR REPLACE TABLE narrowed_trajectories AS
SELECT id
FROM narrowed_by($filter);
