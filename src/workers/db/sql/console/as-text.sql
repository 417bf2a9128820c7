SELECT {columns} FROM (
{statement}
) AS console ({names})
