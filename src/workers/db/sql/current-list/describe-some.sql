-- What lists stand on, for these trajectories ($ids: '|'-joined).
INSERT INTO described_trajectories
SELECT *
FROM trajectory_descriptions($student)
WHERE list_contains(string_split($ids, '|'), id);
