-- Questions whose trajectories wait for distances.
SELECT DISTINCT c.question_id
FROM candidates c
JOIN decided_diversity d ON d.number = c.number
WHERE d.reason = 'distances missing'
ORDER BY c.question_id;
