-- What a judge ($judge) has still to judge of a scope ($scope, $sample), oldest first: views.sql.
SELECT u.id
FROM unjudged_trajectories($judge, $scope, $sample) u
ORDER BY u.arrival;
