-- Everybody's verdict on one trajectory: the rule, the file's own graders, a person.
SELECT grader, grader_version, verdict, extracted, expected, reason
FROM verdicts
WHERE trajectory_id = $id AND NOT (grader = 'person' AND verdict = 'none')
ORDER BY CASE grader WHEN 'rule' THEN 1 WHEN 'reference' THEN 2 WHEN 'person' THEN 4 ELSE 3 END, grader;
