-- What each choice of a facet would show, the other facets left as they are: values of the categories, and
-- numbers of the bars of the histograms. $bins: per measure 'start~width' (core/stats/histogram-bins.ts). A
-- trajectory has one value of each facet, or none, but any number of tags. Labels of models are counted apart: most
-- projects have none, and then nothing of them.
WITH judged AS MATERIALIZED (
	SELECT
		missed,
		teacher_id,
		verdict,
		format,
		finish_reason,
		domain AS domain_name,
		override,
		tags,
		task_category,
		rated_difficulty,
		input_quality,
		response_quality,
		CASE WHEN decision_kept THEN 'selected' ELSE decision_reason END AS outcome,
		bar_at($bins, 'tokens', tokens) AS tokens_bar,
		bar_at($bins, 'chars', chars) AS chars_bar,
		bar_at($bins, 'repetition', repetition_share) AS repetition_bar,
		bar_at($bins, 'entropy', entropy) AS entropy_bar,
		bar_at($bins, 'surprisal', surprisal) AS surprisal_bar,
		bar_at($bins, 'rsr', rsr) AS rsr_bar
	FROM judged_by_facets($filter)
),
-- A row of it has a value in the column of one facet, and NULL in those of the others. What is done to a value is
-- done here, once for each that there is.
grouped AS (
	SELECT
		missed,
		count(*) AS trajectories,
		as_choice(teacher_id) AS teachers,
		verdict,
		format,
		as_choice(finish_reason) AS finish,
		as_choice(domain_name) AS domain,
		override,
		outcome,
		bar_number(tokens_bar) AS tokens,
		bar_number(chars_bar) AS chars,
		bar_number(repetition_bar) AS repetition,
		bar_number(entropy_bar) AS entropy,
		bar_number(surprisal_bar) AS surprisal,
		bar_number(rsr_bar) AS rsr
	FROM judged
	GROUP BY GROUPING SETS (
		(missed, teacher_id),
		(missed, verdict),
		(missed, format),
		(missed, finish_reason),
		(missed, domain_name),
		(missed, override),
		(missed, outcome),
		(missed, tokens_bar),
		(missed, chars_bar),
		(missed, repetition_bar),
		(missed, entropy_bar),
		(missed, surprisal_bar),
		(missed, rsr_bar)
	)
),
single AS (
	UNPIVOT grouped
	ON COLUMNS(* EXCLUDE (missed, trajectories))
	INTO NAME facet VALUE value
),
labelled AS MATERIALIZED (
	SELECT
		count(task_category) > 0 AS has_category,
		count(rated_difficulty) > 0 AS has_difficulty,
		count(input_quality) > 0 AS has_input,
		count(response_quality) > 0 AS has_response
	FROM described_trajectories
),
-- In one pass, as their combinations are few.
combined AS MATERIALIZED (
	SELECT
		missed,
		task_category,
		rated_difficulty,
		input_quality,
		response_quality,
		count(*) AS trajectories
	FROM judged
	WHERE (SELECT has_category OR has_difficulty OR has_input OR has_response FROM labelled)
	GROUP BY ALL
),
labels AS (
	SELECT 'category' AS facet, task_category AS label, missed, trajectories
	FROM combined
	WHERE (SELECT has_category FROM labelled)
	UNION ALL
	SELECT 'rated', rated_difficulty, missed, trajectories
	FROM combined
	WHERE (SELECT has_difficulty FROM labelled)
	UNION ALL
	SELECT 'input', input_quality, missed, trajectories
	FROM combined
	WHERE (SELECT has_input FROM labelled)
	UNION ALL
	SELECT 'quality', response_quality, missed, trajectories
	FROM combined
	WHERE (SELECT has_response FROM labelled)
),
counted AS (
	SELECT facet, value, missed, trajectories FROM single
	UNION ALL
	SELECT facet, as_label(label), missed, trajectories FROM labels
	UNION ALL
	SELECT 'tags', unnest(string_split(tags, '|')), missed, 1 FROM judged WHERE tags IS NOT NULL
)
SELECT facet, value, sum(trajectories)::INTEGER AS count
FROM counted
WHERE missed IN ('', facet)
GROUP BY facet, value
ORDER BY facet, count DESC, value;
