-- How much an annotator has still to label, and how long its model took so far for one of this aspect, whatever the
-- guide. Of reasoning a prompt holds 6,000 characters at most.
WITH took AS (
	SELECT n.seconds
	FROM annotations n
	JOIN annotators k ON k.id = n.annotator_id
	WHERE k.settings = $settings AND k.aspect = $aspect
)
SELECT
	count(*)::INTEGER AS subjects,
	coalesce(sum(least(length(q.text), 4000) + least(u.chars, 6000)), 0)::DOUBLE AS chars,
	(SELECT count(*) FROM took)::INTEGER AS timed,
	(SELECT coalesce(sum(seconds), 0) FROM took)::DOUBLE AS timed_seconds
FROM unannotated_subjects($annotator, $aspect, $scope, $sample) u
LEFT JOIN questions q ON q.id = u.question_id;
