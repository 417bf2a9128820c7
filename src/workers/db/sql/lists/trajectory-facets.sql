-- What each choice of a facet would show, the other facets left as they are: values of the categories, and
-- numbers of the bars of the histograms. $bins: per measure 'start~width' (core/stats/histogram-bins.ts).
WITH judged AS MATERIALIZED (
	SELECT * FROM judged_trajectories($filter, $student)
),
counted AS (
	SELECT 'teachers' AS facet, as_choice(teacher_id) AS value
	FROM judged
	WHERE missed IN ('', 'teachers')
	UNION ALL
	SELECT 'verdict' AS facet, verdict AS value
	FROM judged
	WHERE missed IN ('', 'verdict')
	UNION ALL
	SELECT 'format' AS facet, format AS value
	FROM judged
	WHERE missed IN ('', 'format')
	UNION ALL
	SELECT 'finish' AS facet, as_choice(finish_reason) AS value
	FROM judged
	WHERE missed IN ('', 'finish')
	UNION ALL
	SELECT 'domain' AS facet, as_choice(domain) AS value
	FROM judged
	WHERE missed IN ('', 'domain')
	UNION ALL
	SELECT 'override' AS facet, override AS value
	FROM judged
	WHERE missed IN ('', 'override')
	UNION ALL
	SELECT 'tags' AS facet, unnest(string_split(tags, '|')) AS value
	FROM judged
	WHERE missed IN ('', 'tags')
	UNION ALL
	SELECT 'outcome' AS facet, CASE WHEN decision_kept THEN 'selected' ELSE decision_reason END AS value
	FROM judged
	WHERE missed IN ('', 'outcome')
	UNION ALL
	SELECT 'tokens' AS facet, bin_of($bins, 'tokens', tokens)::VARCHAR AS value
	FROM judged
	WHERE missed IN ('', 'tokens')
	UNION ALL
	SELECT 'chars' AS facet, bin_of($bins, 'chars', chars)::VARCHAR AS value
	FROM judged
	WHERE missed IN ('', 'chars')
	UNION ALL
	SELECT 'repetition' AS facet, bin_of($bins, 'repetition', repetition_share)::VARCHAR AS value
	FROM judged
	WHERE missed IN ('', 'repetition')
	UNION ALL
	SELECT 'entropy' AS facet, bin_of($bins, 'entropy', entropy)::VARCHAR AS value
	FROM judged
	WHERE missed IN ('', 'entropy')
	UNION ALL
	SELECT 'surprisal' AS facet, bin_of($bins, 'surprisal', surprisal)::VARCHAR AS value
	FROM judged
	WHERE missed IN ('', 'surprisal')
	UNION ALL
	SELECT 'rsr' AS facet, bin_of($bins, 'rsr', rsr)::VARCHAR AS value
	FROM judged
	WHERE missed IN ('', 'rsr')
)
SELECT facet, value, count(*)::INTEGER AS count
FROM counted
WHERE value IS NOT NULL
GROUP BY facet, value
ORDER BY facet, count DESC, value;
