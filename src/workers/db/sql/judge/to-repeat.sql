-- Trajectories that a judge is to be asked about once more: by the hash of judge and id, a share ($share) of those
-- that it judged, $least at the least, without those that were repeated already.
WITH judged AS (SELECT trajectory_id FROM judged_in_both_orders($judge, 0)),
repeated AS (SELECT trajectory_id FROM judged_in_both_orders($judge, 1)),
left_over AS (
	SELECT
		j.trajectory_id AS id,
		row_number() OVER (ORDER BY md5($judge || j.trajectory_id), j.trajectory_id) AS draw
	FROM judged j
	ANTI JOIN repeated r ON r.trajectory_id = j.trajectory_id
)
SELECT id
FROM left_over
WHERE draw <= greatest($least, ceil($share * (SELECT count(*) FROM judged))) - (SELECT count(*) FROM repeated)
ORDER BY draw;
