-- What a person decided about these trajectories, so that it can be taken back.
SELECT
	f.id,
	f.override,
	f.person_verdict,
	coalesce(g.tags, '') AS tags
FROM trajectory_facts f
LEFT JOIN trajectory_tags g ON g.trajectory_id = f.id
WHERE list_contains(string_split($ids, '|'), f.id)
ORDER BY f.id;
