-- What stands before and after a trajectory in the list that is looked at, and where it stands itself. No row
-- where the list does not hold it.
SELECT
	coalesce((SELECT id FROM current_list WHERE position = h.position - 1), '') AS previous,
	coalesce((SELECT id FROM current_list WHERE position = h.position + 1), '') AS next,
	h.position,
	(SELECT count(*)::INTEGER FROM current_list) AS count
FROM current_list h
WHERE h.id = $id;
