-- What an annotator said: how often each label, NULL where it gave none, and how sure it was on the mean.
SELECT label, count(*)::INTEGER AS subjects, avg(probability)::DOUBLE AS mean_probability
FROM annotations
WHERE annotator_id = $annotator AND repetition = 0
GROUP BY label
ORDER BY subjects DESC, label;
