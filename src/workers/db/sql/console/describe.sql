DESCRIBE SELECT * FROM (
{statement}
) AS console
