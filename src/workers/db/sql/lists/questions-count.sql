-- How many questions pass the filters of lists/questions.
SELECT count(*)::INTEGER AS count
FROM questions q
WHERE ($search = '' OR contains(lower(q.text), lower($search)))
	AND ($domain = '' OR q.domain = $domain);
