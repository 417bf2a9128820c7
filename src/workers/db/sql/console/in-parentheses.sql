SELECT * FROM (
{statement}
) AS console
