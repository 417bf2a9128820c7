-- The trajectories between which the diversity stage still lacks distances.
SELECT c.question_id, c.id
FROM candidates c
JOIN decided_diversity d ON d.number = c.number
WHERE d.reason = 'distances missing'
ORDER BY c.number;
