-- The trajectories among which the diversity stage cannot choose yet, and for how many of each question it
-- has seats.
SELECT c.question_id, c.id, m.seats
FROM candidates c
JOIN decided_diversity d ON d.number = c.number
JOIN diversity_members m ON m.number = c.number
WHERE d.reason = 'distances missing'
ORDER BY c.number;
