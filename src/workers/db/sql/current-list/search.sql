-- What the lists are now searched for, in all texts.
CREATE OR REPLACE TABLE searched_trajectories AS
SELECT id
FROM found_trajectories($filter);
