-- What a person is asked about next in a pass: what has no review in it yet. stratum: '' for any.
SELECT q.trajectory_id AS id, q.stratum
FROM review_queue($seed, $audit, $pass) q
LEFT JOIN reviews r ON r.trajectory_id = q.trajectory_id AND r.pass = $pass
WHERE coalesce(r.verdict, 'none') = 'none'
	AND ($stratum = '' OR q.stratum = $stratum)
ORDER BY q.turn
LIMIT $limit;
