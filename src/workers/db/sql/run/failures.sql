-- Jobs of a run that failed three times, with the reason of the last try.
SELECT
	f.job_id,
	f.teacher_id,
	coalesce(teacher.name, '') AS teacher,
	f.question_id,
	coalesce(q.text, '') AS question,
	f.sample_index,
	f.reason
FROM failures f
LEFT JOIN teachers teacher ON teacher.id = f.teacher_id
LEFT JOIN questions q ON q.id = f.question_id
WHERE f.run_id = $run AND f.reason <> ''
ORDER BY teacher, f.question_id, f.sample_index;
