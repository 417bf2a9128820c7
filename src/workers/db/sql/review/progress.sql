-- How far a pass is, per stratum. size: of the stratum in the project; queued: of them in the queue.
WITH sizes AS (
	SELECT stratum, count(*)::INTEGER AS size FROM review_strata GROUP BY stratum
),
asked AS (
	SELECT
		q.stratum,
		count(*)::INTEGER AS queued,
		count(*) FILTER (r.verdict IN ('correct', 'wrong', 'unverifiable'))::INTEGER AS reviewed,
		count(*) FILTER (r.verdict = 'skipped')::INTEGER AS skipped
	FROM review_queue($seed, $audit, $pass) q
	LEFT JOIN reviews r ON r.trajectory_id = q.trajectory_id AND r.pass = $pass
	GROUP BY q.stratum
)
SELECT
	s.stratum,
	s.size,
	coalesce(a.queued, 0) AS queued,
	coalesce(a.reviewed, 0) AS reviewed,
	coalesce(a.skipped, 0) AS skipped
FROM sizes s
LEFT JOIN asked a ON a.stratum = s.stratum
ORDER BY CASE s.stratum WHEN 'differ' THEN 1 WHEN 'unsure' THEN 2 ELSE 3 END;
