-- The list that is looked at: the ids of what its filter leaves, numbered from 1 in its order. As
-- listed_trajectories, with what is searched for looked up before.
CREATE OR REPLACE TABLE current_list AS
SELECT
	(row_number() OVER ())::INTEGER AS position,
	id,
	arrival
FROM (
	SELECT id, arrival
	FROM judged_by_facets($filter)
	WHERE missed = ''
	ORDER BY
		list_place(
			$sort,
			text_key($sort, question, teacher, verdict, format, tags),
			number_key($sort, tokens, chars, repetition_share, sample_index, entropy, surprisal, rsr),
			arrival
		)
);
