-- What an annotator ($annotator, of $aspect) has still to label of a scope ($scope, $sample), oldest first: views.sql.
SELECT u.id
FROM unannotated_subjects($annotator, $aspect, $scope, $sample) u
ORDER BY u.arrival, u.id;
