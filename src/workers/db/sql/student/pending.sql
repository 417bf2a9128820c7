-- What a student ($student) has still to read, oldest first: views.sql.
SELECT u.id, u.chars
FROM unread_trajectories($student, $version, $local) u
ORDER BY u.arrival;
