-- How many questions pass the filters of lists/questions.
SELECT count(*)::INTEGER AS count
FROM questions q
WHERE ($search = '' OR regexp_matches(q.text, regexp_escape($search), 'i'))
	AND ($domain = '' OR q.domain = $domain);
