-- One row per question among whose trajectories farthest-P has to choose. `members` holds their
-- numbers, ascending with the ids; `fingerprint` is the same for the same trajectories, whatever
-- their numbers.
SELECT
	m.question_number,
	any_value(m.size) AS size,
	any_value(m.seats) AS seats,
	list(m.number ORDER BY m.number) AS members,
	bit_xor(hash(c.id))::VARCHAR AS fingerprint
FROM diversity_members m
JOIN candidates c ON c.number = m.number
WHERE m.seats > 0
GROUP BY m.question_number
ORDER BY m.question_number;
