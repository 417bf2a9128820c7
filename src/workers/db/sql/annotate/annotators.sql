-- The annotators of a project, the one that was asked last first, and how much each has labelled.
SELECT
	k.id,
	k.aspect,
	k.name,
	k.teacher_id,
	k.settings,
	k.guide,
	k.asked_at,
	c.id IS NOT NULL AS counts,
	(
		SELECT count(*)
		FROM annotations n
		WHERE n.annotator_id = k.id AND n.repetition = 0
	)::INTEGER AS labelled
FROM annotators k
LEFT JOIN counting_annotators c ON c.id = k.id
ORDER BY k.asked_at DESC, k.id;
