-- What each choice of a facet would show, the other facets left as they are: values of the categories, and
-- numbers of the bars of the histograms. $bins: per measure 'start~width' (core/stats/histogram-bins.ts). A
-- trajectory has one value of each facet, or none, but any number of tags.
WITH judged AS MATERIALIZED (
	SELECT * FROM judged_trajectories($filter, $student)
),
single AS (
	UNPIVOT (
		SELECT
			missed,
			as_choice(teacher_id) AS teachers,
			verdict,
			format,
			as_choice(finish_reason) AS finish,
			as_choice(domain) AS domain,
			override,
			CASE WHEN decision_kept THEN 'selected' ELSE decision_reason END AS outcome,
			bin_of($bins, 'tokens', tokens)::VARCHAR AS tokens,
			bin_of($bins, 'chars', chars)::VARCHAR AS chars,
			bin_of($bins, 'repetition', repetition_share)::VARCHAR AS repetition,
			bin_of($bins, 'entropy', entropy)::VARCHAR AS entropy,
			bin_of($bins, 'surprisal', surprisal)::VARCHAR AS surprisal,
			bin_of($bins, 'rsr', rsr)::VARCHAR AS rsr
		FROM judged
	)
	ON COLUMNS(* EXCLUDE (missed))
	INTO NAME facet VALUE value
),
counted AS (
	SELECT facet, value, missed FROM single
	UNION ALL
	SELECT 'tags', unnest(string_split(tags, '|')), missed FROM judged
)
SELECT facet, value, count(*)::INTEGER AS count
FROM counted
WHERE missed IN ('', facet)
GROUP BY facet, value
ORDER BY facet, count DESC, value;
