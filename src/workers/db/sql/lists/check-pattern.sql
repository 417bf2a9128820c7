-- Fails where a text is no regular expression.
SELECT regexp_matches('', $pattern, 'i') AS valid;
