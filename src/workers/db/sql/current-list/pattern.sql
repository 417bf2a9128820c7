-- What the rows of a list are searched for, as a regular expression.
SELECT found_pattern($filter) AS pattern;
