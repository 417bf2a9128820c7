-- What lists stand on, without these trajectories ($ids: '|'-joined).
DELETE FROM described_trajectories
WHERE list_contains(string_split($ids, '|'), id);
