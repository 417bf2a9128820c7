-- What lists stand on, anew for all trajectories.
CREATE OR REPLACE TABLE described_trajectories AS
SELECT *
FROM trajectory_descriptions($student);
