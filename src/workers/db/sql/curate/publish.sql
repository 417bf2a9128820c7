-- Makes the result of a curation visible in one step: where each trajectory was dropped, or that it
-- came through.
CREATE OR REPLACE TABLE trajectory_outcomes AS
SELECT c.id AS trajectory_id, d.stage, d.kept, d.reason
FROM numbered_decisions d
JOIN candidates c ON c.number = d.number
WHERE NOT d.kept OR d.stage = 'budget';
