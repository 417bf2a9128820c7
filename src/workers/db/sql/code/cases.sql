-- What each test of a code question came to with this answer, in the order of the tests.
SELECT case_index, outcome, milliseconds, detail
FROM case_results
WHERE trajectory_id = $id
ORDER BY case_index;
