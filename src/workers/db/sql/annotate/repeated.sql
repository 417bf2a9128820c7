-- Whether an annotator said the same when the labels were named the other way round. Only where it said one both
-- times. `shift`: how far its mean place on the scale moved.
SELECT
	count(*)::INTEGER AS repeated,
	count(*) FILTER (a.label <> b.label)::INTEGER AS changed,
	avg(abs(b.score - a.score))::DOUBLE AS mean_shift
FROM annotations a
JOIN annotations b
	ON b.subject_id = a.subject_id AND b.annotator_id = a.annotator_id AND b.repetition = 1
WHERE a.annotator_id = $annotator AND a.repetition = 0 AND a.label IS NOT NULL AND b.label IS NOT NULL;
