-- One page of trajectories without their texts. $sort: a column's name, '-' before it for descending; ''
-- for the order of arrival. $student: whose surprisal and RSR are shown. Filters and order are the macro's, in views.sql.
SELECT * EXCLUDE (place)
FROM listed_trajectories(
	$teachers, $verdict, $format, $stage, $reason, $search, $question, $area, $sort, $student
)
ORDER BY place
LIMIT $limit OFFSET $offset;
