-- A person's word. Dropped by hand is out, whatever the rules say; kept by hand passes every later
-- stage and takes its place in the budget first.
CREATE OR REPLACE TABLE decided_manual AS
SELECT
	c.number,
	c.override <> 'drop' AS kept,
	CASE WHEN c.override = 'drop' THEN 'dropped by hand' END AS reason
FROM candidates c;
