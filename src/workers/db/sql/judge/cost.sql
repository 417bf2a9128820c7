-- How much a judge has still to be asked about, and how long its model took so far for one trajectory, whatever
-- the rubric. Of reasoning a prompt holds 6,000 characters at most.
WITH took AS (
	SELECT j.trajectory_id, j.judge_id, j.repetition, sum(j.seconds) AS seconds
	FROM judgements j
	JOIN judges k ON k.id = j.judge_id
	WHERE k.settings = $settings
	GROUP BY j.trajectory_id, j.judge_id, j.repetition
	HAVING count(*) = 2
)
SELECT
	count(*)::INTEGER AS trajectories,
	count(*) FILTER (u.is_asked)::INTEGER AS asked,
	coalesce(sum(length(q.text) + coalesce(length(q.gold), 0) + least(u.chars, 6000)) FILTER (NOT u.is_asked), 0)::DOUBLE
		AS chars,
	(SELECT count(*) FROM took)::INTEGER AS timed,
	(SELECT coalesce(sum(seconds), 0) FROM took)::DOUBLE AS timed_seconds
FROM unjudged_trajectories($judge, $scope, $sample) u
LEFT JOIN questions q ON q.id = u.question_id;
