-- What each choice of a facet would show, the other facets left as they are: values of the categories, and
-- numbers of the bars of the histograms. $bins: per measure 'start~width' (core/stats/histogram-bins.ts). A
-- trajectory has one value of each facet, or none, but any number of tags.
WITH judged AS MATERIALIZED (
	SELECT
		missed,
		as_choice(teacher_id) AS teachers,
		verdict,
		format,
		as_choice(finish_reason) AS finish,
		as_choice(domain) AS domain,
		override,
		tags,
		CASE WHEN decision_kept THEN 'selected' ELSE decision_reason END AS outcome,
		bin_of($bins, 'tokens', tokens)::VARCHAR AS tokens,
		bin_of($bins, 'chars', chars)::VARCHAR AS chars,
		bin_of($bins, 'repetition', repetition_share)::VARCHAR AS repetition,
		bin_of($bins, 'entropy', entropy)::VARCHAR AS entropy,
		bin_of($bins, 'surprisal', surprisal)::VARCHAR AS surprisal,
		bin_of($bins, 'rsr', rsr)::VARCHAR AS rsr
	FROM judged_trajectories($filter)
),
-- A row of it has a value in the column of one facet, and NULL in those of the others.
grouped AS (
	SELECT
		* EXCLUDE (tags),
		count(*) AS trajectories
	FROM judged
	GROUP BY GROUPING SETS (
		(missed, teachers),
		(missed, verdict),
		(missed, format),
		(missed, finish),
		(missed, domain),
		(missed, override),
		(missed, outcome),
		(missed, tokens),
		(missed, chars),
		(missed, repetition),
		(missed, entropy),
		(missed, surprisal),
		(missed, rsr)
	)
),
single AS (
	UNPIVOT grouped
	ON COLUMNS(* EXCLUDE (missed, trajectories))
	INTO NAME facet VALUE value
),
counted AS (
	SELECT facet, value, missed, trajectories FROM single
	UNION ALL
	SELECT 'tags', unnest(string_split(tags, '|')), missed, 1 FROM judged WHERE tags IS NOT NULL
)
SELECT facet, value, sum(trajectories)::INTEGER AS count
FROM counted
WHERE missed IN ('', facet)
GROUP BY facet, value
ORDER BY facet, count DESC, value;
