-- Everyone's verdict on one trajectory; a person's that was taken back is not shown.
SELECT grader, grader_version, verdict, extracted, expected, reason
FROM verdicts
WHERE trajectory_id = $trajectory AND verdict <> 'none'
ORDER BY grader;
