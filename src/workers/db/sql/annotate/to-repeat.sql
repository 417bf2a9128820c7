-- Subjects that an annotator is to be asked about once more: by the hash of annotator and id, a share ($share) of
-- those that it labelled, $least at the least, without those that were repeated already.
WITH labelled AS (
	SELECT subject_id FROM annotations WHERE annotator_id = $annotator AND repetition = 0
),
repeated AS (
	SELECT subject_id FROM annotations WHERE annotator_id = $annotator AND repetition = 1
),
left_over AS (
	SELECT
		l.subject_id AS id,
		row_number() OVER (ORDER BY md5($annotator || l.subject_id), l.subject_id) AS draw
	FROM labelled l
	ANTI JOIN repeated r ON r.subject_id = l.subject_id
)
SELECT id
FROM left_over
WHERE draw <= greatest($least, ceil($share * (SELECT count(*) FROM labelled))) - (SELECT count(*) FROM repeated)
ORDER BY draw;
