-- One annotator.
SELECT id, aspect, guide
FROM annotators
WHERE id = $annotator;
