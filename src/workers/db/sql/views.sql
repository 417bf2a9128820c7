-- Views that the rest of the SQL and the user's own queries stand on.

-- The rule's verdict for every trajectory, a person's above it. 'pending' until the rule has run.
-- `reference_verdict` is what the file itself claimed, `judge_verdict` what a language model says; both are
-- shown, and used only where a recipe says so.
CREATE VIEW trajectory_verdicts AS
SELECT
	t.id AS trajectory_id,
	coalesce(p.verdict, r.verdict, 'pending') AS verdict,
	CASE WHEN p.verdict IS NOT NULL THEN 'person' WHEN r.verdict IS NOT NULL THEN 'rule' END AS grader,
	r.verdict AS rule_verdict,
	r.extracted,
	r.expected,
	r.reason,
	f.verdict AS reference_verdict,
	j.verdict AS judge_verdict,
	p.verdict AS person_verdict
FROM trajectories t
LEFT JOIN verdicts r ON r.trajectory_id = t.id AND r.grader = 'rule'
LEFT JOIN verdicts f ON f.trajectory_id = t.id AND f.grader = 'reference'
LEFT JOIN verdicts j ON j.trajectory_id = t.id AND j.grader = 'judge'
LEFT JOIN verdicts p ON p.trajectory_id = t.id AND p.grader = 'person' AND p.verdict <> 'none';

-- Trajectories of smoke tests (METRICS §8): measured, and otherwise none of the project's texts.
CREATE VIEW probe_trajectories AS
SELECT t.id AS trajectory_id
FROM trajectories t
JOIN teachers p ON p.id = t.teacher_id AND p.origin = 'probe';

-- Of each aspect the annotator that was asked last: only what it says counts, as labels of two models are no scale.
CREATE VIEW counting_annotators AS
SELECT id, aspect
FROM annotators
QUALIFY row_number() OVER (PARTITION BY aspect ORDER BY asked_at DESC, id) = 1;

-- What it says of questions, and of responses. `rated_difficulty` is not the difficulty that follows from who could
-- answer (question_difficulty).
CREATE VIEW question_annotations AS
SELECT
	n.subject_id AS question_id,
	any_value(n.label) FILTER (c.aspect = 'category') AS task_category,
	any_value(n.label) FILTER (c.aspect = 'difficulty') AS rated_difficulty,
	any_value(n.label) FILTER (c.aspect = 'input-quality') AS input_quality
FROM annotations n
JOIN counting_annotators c ON c.id = n.annotator_id AND c.aspect <> 'response-quality'
WHERE n.repetition = 0
GROUP BY n.subject_id;
CREATE VIEW response_annotations AS
SELECT n.subject_id AS trajectory_id, n.label AS response_quality
FROM annotations n
JOIN counting_annotators c ON c.id = n.annotator_id AND c.aspect = 'response-quality'
WHERE n.repetition = 0;

-- Where labels stand on their scales (core/annotate/aspects.ts), counted from 1; NULL for what is no step of them.
CREATE MACRO quality_rank(label) AS
	CASE label
		WHEN 'very poor' THEN 1
		WHEN 'poor' THEN 2
		WHEN 'average' THEN 3
		WHEN 'good' THEN 4
		WHEN 'excellent' THEN 5
	END;
CREATE MACRO difficulty_rank(label) AS
	CASE label
		WHEN 'very easy' THEN 1
		WHEN 'easy' THEN 2
		WHEN 'medium' THEN 3
		WHEN 'hard' THEN 4
		WHEN 'very hard' THEN 5
	END;

-- One wide row per trajectory without its text: what tables, charts and the funnel read.
CREATE VIEW trajectory_facts AS
SELECT
	t.id,
	t.question_id,
	t.teacher_id,
	t.sample_index,
	t.reasoning_style,
	t.finish_reason,
	v.verdict,
	v.grader,
	v.rule_verdict,
	v.reference_verdict,
	v.judge_verdict,
	v.person_verdict,
	v.extracted,
	v.expected,
	v.reason AS verdict_reason,
	a.* EXCLUDE (trajectory_id, version),
	n.task_category,
	n.rated_difficulty,
	n.input_quality,
	m.response_quality,
	coalesce(nullif(o.decision, 'none'), 'auto') AS override
FROM trajectories t
JOIN trajectory_verdicts v ON v.trajectory_id = t.id
LEFT JOIN analyses a ON a.trajectory_id = t.id
LEFT JOIN question_annotations n ON n.question_id = t.question_id
LEFT JOIN response_annotations m ON m.trajectory_id = t.id
LEFT JOIN overrides o ON o.trajectory_id = t.id
ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id;

-- What a person should look at, and why: graders that contradict each other, or a rule that is unsure. 'agreed' is
-- everything else that was checked. What a person says changes nothing here, so that a sample stays a sample.
CREATE VIEW review_strata AS
SELECT
	v.trajectory_id,
	v.rule_verdict,
	v.reference_verdict,
	v.judge_verdict,
	CASE
		WHEN list_contains([v.rule_verdict, v.reference_verdict, v.judge_verdict], 'correct')
			AND list_contains([v.rule_verdict, v.reference_verdict, v.judge_verdict], 'wrong')
			THEN 'differ'
		WHEN v.rule_verdict = 'unverifiable' THEN 'unsure'
		ELSE 'agreed'
	END AS stratum
FROM trajectory_verdicts v
ANTI JOIN probe_trajectories p ON p.trajectory_id = v.trajectory_id
WHERE v.rule_verdict IS NOT NULL;

-- The review queue: all of 'differ' and 'unsure', and `audit` drawn from 'agreed'. `turn` ascends in the order of
-- asking; it is random within each stratum, so that what was reviewed by any time is a random sample of it, and all
-- of them move on at the same pace. A later pass asks, in another order, for what was reviewed in the one before.
CREATE MACRO review_queue(seed, audit, in_pass) AS TABLE
WITH drawn AS (
	SELECT
		trajectory_id,
		stratum,
		row_number() OVER (
			PARTITION BY stratum
			ORDER BY md5(seed || ' ' || trajectory_id), trajectory_id
		) AS place,
		count(*) OVER (PARTITION BY stratum) AS size
	FROM review_strata
)
SELECT
	d.trajectory_id,
	d.stratum,
	CASE
		WHEN in_pass > 1 THEN md5(seed || ' ' || in_pass || ' ' || d.trajectory_id)
		ELSE printf(
			'%.12f %s',
			(d.place - 0.5) / CASE WHEN d.stratum = 'agreed' THEN least(audit, d.size) ELSE d.size END,
			d.trajectory_id
		)
	END AS turn
FROM drawn d
LEFT JOIN reviews before ON before.trajectory_id = d.trajectory_id AND before.pass = in_pass - 1
WHERE (d.stratum <> 'agreed' OR d.place <= audit)
	AND (in_pass = 1 OR before.verdict IN ('correct', 'wrong', 'unverifiable'));

-- Working tables of the curation: computed anew by each run (curate/*.sql), never in the journal.

-- The recipe in use, one row; its named teachers, where it names any; what it says of domains.
CREATE TABLE recipe (
	seed BIGINT NOT NULL,
	student VARCHAR,
	all_teachers BOOLEAN NOT NULL,
	max_tokens INTEGER NOT NULL,
	format VARCHAR NOT NULL,
	allow_truncated BOOLEAN NOT NULL,
	verdict VARCHAR NOT NULL,
	trust_judge BOOLEAN NOT NULL,
	trust_reference BOOLEAN NOT NULL,
	max_repetition_share DOUBLE NOT NULL,
	input_at_least VARCHAR,
	response_at_least VARCHAR,
	easiest VARCHAR,
	hardest VARCHAR,
	compression_enabled BOOLEAN NOT NULL,
	max_pass_rate DOUBLE NOT NULL,
	near_duplicates_enabled BOOLEAN NOT NULL,
	min_jaccard DOUBLE NOT NULL,
	decontamination_enabled BOOLEAN NOT NULL,
	diversity_enabled BOOLEAN NOT NULL,
	per_question INTEGER NOT NULL,
	measure VARCHAR NOT NULL,
	budget_enabled BOOLEAN NOT NULL,
	max_examples INTEGER NOT NULL,
	domain_source VARCHAR NOT NULL
);
CREATE TABLE recipe_teachers (teacher_id VARCHAR NOT NULL);
CREATE TABLE recipe_domains (domain VARCHAR NOT NULL, at_least INTEGER NOT NULL, at_most INTEGER);

-- Every trajectory with what the stages look at. `verdict` and `domain` are the ones that this recipe believes. The
-- numbers stand for the ids in the joins of the stages.
CREATE TABLE candidates (
	number INTEGER NOT NULL,
	question_number INTEGER NOT NULL,
	id VARCHAR NOT NULL,
	question_id VARCHAR NOT NULL,
	teacher_id VARCHAR NOT NULL,
	domain VARCHAR NOT NULL,
	override VARCHAR NOT NULL,
	finish_reason VARCHAR NOT NULL,
	verdict VARCHAR NOT NULL,
	format VARCHAR,
	tokens INTEGER,
	repetition_share DOUBLE,
	rated_difficulty VARCHAR,
	input_quality VARCHAR,
	response_quality VARCHAR
);

-- One table per stage, one row per trajectory that reached it. `reason` is NULL where it was kept.
CREATE TABLE decided_manual (number INTEGER, kept BOOLEAN, reason VARCHAR);
CREATE TABLE decided_teacher (number INTEGER, kept BOOLEAN, reason VARCHAR);
CREATE TABLE decided_quality (number INTEGER, kept BOOLEAN, reason VARCHAR);
CREATE TABLE decided_compression (number INTEGER, kept BOOLEAN, reason VARCHAR);
CREATE TABLE decided_near_duplicates (number INTEGER, kept BOOLEAN, reason VARCHAR);
CREATE TABLE decided_decontamination (number INTEGER, kept BOOLEAN, reason VARCHAR);
CREATE TABLE decided_diversity (number INTEGER, kept BOOLEAN, reason VARCHAR);
CREATE TABLE decided_budget (number INTEGER, kept BOOLEAN, reason VARCHAR);

-- All of them: a trajectory has one row per stage up to the one that dropped it.
CREATE VIEW numbered_decisions AS
SELECT number, 'manual' AS stage, kept, reason FROM decided_manual
UNION ALL
SELECT number, 'teacher' AS stage, kept, reason FROM decided_teacher
UNION ALL
SELECT number, 'quality' AS stage, kept, reason FROM decided_quality
UNION ALL
SELECT number, 'compression' AS stage, kept, reason FROM decided_compression
UNION ALL
SELECT number, 'near-duplicates' AS stage, kept, reason FROM decided_near_duplicates
UNION ALL
SELECT number, 'decontamination' AS stage, kept, reason FROM decided_decontamination
UNION ALL
SELECT number, 'diversity' AS stage, kept, reason FROM decided_diversity
UNION ALL
SELECT number, 'budget' AS stage, kept, reason FROM decided_budget;
CREATE VIEW decisions AS
SELECT c.id AS trajectory_id, d.stage, d.kept, d.reason
FROM numbered_decisions d
JOIN candidates c ON c.number = d.number;

-- The trajectories among which farthest-P has to choose (METRICS §5), and those that it chose.
CREATE TABLE diversity_members (
	number INTEGER,
	question_number INTEGER,
	size INTEGER,
	seats INTEGER,
	place INTEGER
);
CREATE TABLE diversity_picks (number INTEGER);

-- Where the last finished curation left each trajectory: its drop, or the last stage.
CREATE TABLE trajectory_outcomes (
	trajectory_id VARCHAR NOT NULL,
	stage VARCHAR NOT NULL,
	kept BOOLEAN NOT NULL,
	reason VARCHAR
);

-- The student's pass rate per question (METRICS §3): correct / checked samples; unverifiable ones
-- count as not correct. Empty while the recipe names no student.
CREATE VIEW student_pass_rates AS
SELECT
	c.question_number,
	count(*) FILTER (c.verdict = 'correct') AS correct,
	count(*) AS samples,
	count(*) FILTER (c.verdict = 'correct') / count(*) AS pass_rate
FROM candidates c
JOIN recipe r ON c.teacher_id = r.student
WHERE c.verdict <> 'pending'
GROUP BY c.question_number;

-- How hard a question is, in thirds of the student's pass rate; while there is no student, in thirds
-- of the mean accuracy of the teachers. Rounded, so that the order of rows cannot tip a third.
CREATE VIEW question_difficulty AS
WITH teacher_accuracy AS (
	SELECT question_number, count(*) FILTER (verdict = 'correct') / count(*) AS share
	FROM candidates
	WHERE verdict <> 'pending'
	GROUP BY question_number, teacher_id
),
ease AS (
	SELECT question_number, pass_rate AS share FROM student_pass_rates
	UNION ALL
	SELECT question_number, avg(share)
	FROM teacher_accuracy
	WHERE (SELECT student IS NULL FROM recipe)
	GROUP BY question_number
)
SELECT
	question_number,
	CASE
		WHEN round(share, 6) < round(1 / 3, 6) THEN 'hard'
		WHEN round(share, 6) < round(2 / 3, 6) THEN 'medium'
		ELSE 'easy'
	END AS difficulty
FROM ease;

-- Trajectories inside a polygon on the latent map: corners `x*y` in hundredths, '.' between them
-- (core/latent/map-area.ts). A point is inside where a ray from it crosses the sides an odd number of times.
CREATE MACRO map_area(polygon) AS TABLE
WITH corners AS (
	SELECT
		unnest(range(len(string_split(polygon, '.')))) AS corner,
		string_split(unnest(string_split(polygon, '.')), '*') AS place
),
placed_corners AS (
	SELECT
		corner,
		try_cast(place[1] AS DOUBLE) / 100 AS x,
		try_cast(place[2] AS DOUBLE) / 100 AS y
	FROM corners
),
sides AS (
	SELECT
		a.x AS from_x,
		a.y AS from_y,
		b.x AS to_x,
		b.y AS to_y
	FROM placed_corners a
	JOIN placed_corners b ON b.corner = (a.corner + 1) % (SELECT count(*) FROM placed_corners)
)
SELECT m.trajectory_id
FROM map_points m
JOIN sides s
	ON (s.from_y > m.y) <> (s.to_y > m.y)
	AND m.x < s.from_x + (s.to_x - s.from_x) * (m.y - s.from_y) / (s.to_y - s.from_y)
GROUP BY m.trajectory_id
HAVING count(*) % 2 = 1;

-- One value of a filter of trajectories, which is written like the query of a URL: 'verdict=wrong&tokens=100~500'
-- (core/model/trajectory-filter.ts). '' where the filter does not name it. No coalesce around it: its result would
-- be one value per row, and what is done with it be done for each of 100,000 rows.
CREATE MACRO filter_value(filter, key) AS
	url_decode(regexp_extract('&' || filter, '&' || key || '=([^&]*)', 1));

-- A text as one of several with '|' between them.
CREATE MACRO as_choice(value) AS replace(replace(value, '%', '%25'), '|', '%7C');

-- A model's label as a choice, also where there is none.
CREATE MACRO as_label(label) AS as_choice(coalesce(label, 'not labelled'));

-- Whether a value, written as a choice, is among those of a filter.
CREATE MACRO is_chosen(filter, key, choice) AS
	CASE
		WHEN filter_value(filter, key) = '' THEN TRUE
		ELSE contains('|' || filter_value(filter, key) || '|', '|' || coalesce(choice, '') || '|')
	END;

-- The same of several values, of which one is enough.
CREATE MACRO is_any_chosen(filter, key, choices) AS
	CASE
		WHEN filter_value(filter, key) = '' THEN TRUE
		ELSE list_has_any(
			string_split(filter_value(filter, key), '|'),
			string_split(coalesce(choices, ''), '|')
		)
	END;

-- Whether a number is in a filter's range, written 'from~below'. What has no value is in none.
CREATE MACRO is_within(filter, key, number) AS
	filter_value(filter, key) = ''
	OR coalesce(
		number >= coalesce(try_cast(split_part(filter_value(filter, key), '~', 1) AS DOUBLE), '-infinity'::DOUBLE)
		AND number < coalesce(try_cast(split_part(filter_value(filter, key), '~', 2) AS DOUBLE), 'infinity'::DOUBLE),
		FALSE
	);

-- Where a number stands among the bars of a histogram, counted from the first. bins: per measure 'start~width'.
CREATE MACRO bar_at(bins, key, number) AS
	floor(
		(number - try_cast(split_part(filter_value(bins, key), '~', 1) AS DOUBLE))
		/ try_cast(split_part(filter_value(bins, key), '~', 2) AS DOUBLE)
	);

-- The number of that bar, from 0; the outer ones take what is beyond. least and greatest pass over NULL.
CREATE MACRO bar_number(bar) AS
	CASE WHEN bar IS NOT NULL THEN least(greatest(bar, 0), 23)::INTEGER::VARCHAR END;

-- What a search looks for, as regular expressions: its words; what stands in quotes is one.
CREATE MACRO search_patterns(search) AS
	list_transform(
		list_filter(
			list_transform(regexp_extract_all(search, '"[^"]*"?|[^"\s]+'), lambda part : trim(part, '" ')),
			lambda word : word <> ''
		),
		lambda word : regexp_escape(word)
	);

-- A regular expression for any of what a filter searches for; '' where it searches for nothing.
CREATE MACRO found_pattern(filter) AS
	coalesce(
		nullif(filter_value(filter, 'pattern'), ''),
		list_aggregate(search_patterns(filter_value(filter, 'search')), 'string_agg', '|'),
		''
	);

-- Whether a response or its reasoning holds a pattern, whatever the case.
CREATE MACRO is_found(response, reasoning, pattern) AS
	regexp_matches(response, pattern, 'i') OR coalesce(regexp_matches(reasoning, pattern, 'i'), FALSE);

-- Trajectories that hold a filter's pattern, or all words of its search: the first one, which the whole
-- search shares and which is compiled once, decides where the others are looked for.
CREATE MACRO found_trajectories(filter) AS TABLE
SELECT id
FROM trajectories
WHERE filter_value(filter, 'pattern') <> ''
	AND is_found(response, reasoning, filter_value(filter, 'pattern'))
UNION ALL
SELECT id
FROM trajectories
WHERE filter_value(filter, 'search') <> ''
	AND filter_value(filter, 'pattern') = ''
	AND CASE
		WHEN is_found(response, reasoning, coalesce(search_patterns(filter_value(filter, 'search'))[1], ''))
		THEN coalesce(
			list_bool_and(
				list_transform(
					search_patterns(filter_value(filter, 'search'))[2:],
					lambda word : is_found(response, reasoning, word)
				)
			),
			TRUE
		)
		ELSE FALSE
	END;

-- A person's tags on a trajectory as choices.
CREATE VIEW trajectory_tags AS
SELECT trajectory_id, string_agg(as_choice(tag), '|' ORDER BY tag) AS tags
FROM tags
WHERE present
GROUP BY trajectory_id;

-- Everything that lists show and filters look at, one row per trajectory without its text: with names, the
-- outcome of the last curation, and what a student thinks. `arrival`: the order in which they came.
CREATE MACRO trajectory_descriptions(for_student) AS TABLE
SELECT
	a.rowid AS arrival,
	f.*,
	o.stage AS decision_stage,
	o.kept AS decision_kept,
	o.reason AS decision_reason,
	coalesce(t.name, '') AS teacher,
	coalesce(left(q.text, 200), '') AS question,
	coalesce(q.domain, '') AS domain,
	g.tags,
	w.sum_entropy / nullif(w.tokens, 0) AS entropy,
	s.surprisal,
	s.rsr
FROM trajectory_facts f
JOIN trajectories a ON a.id = f.id
LEFT JOIN trajectory_outcomes o ON o.trajectory_id = f.id
LEFT JOIN teachers t ON t.id = f.teacher_id
LEFT JOIN questions q ON q.id = f.question_id
LEFT JOIN trajectory_tags g ON g.trajectory_id = f.id
LEFT JOIN token_tracks w ON w.trajectory_id = f.id AND w.scorer = 'teacher'
LEFT JOIN scores s ON s.trajectory_id = f.id AND s.scorer = for_student;

-- The same as a table, for the student of the recipe: ten joins of 100,000 rows are too slow for each page of a
-- list. Brought up to date before a list, or a person's own SQL, reads it (workers/db/trajectory-lists.ts).
CREATE TABLE described_trajectories AS
SELECT *
FROM trajectory_descriptions('')
LIMIT 0;

-- The list that is looked at: kept, so that a page of it is a slice and not a search (same file).
CREATE TABLE current_list (position INTEGER NOT NULL, id VARCHAR NOT NULL, arrival BIGINT NOT NULL);

-- Those that what a filter searches for leaves, and its area of the map.
CREATE MACRO narrowed_by(filter) AS TABLE
SELECT id
FROM described_trajectories
WHERE (
		(filter_value(filter, 'search') = '' AND filter_value(filter, 'pattern') = '')
		OR id IN (SELECT id FROM found_trajectories(filter))
	)
	AND (
		filter_value(filter, 'area') = ''
		OR id IN (SELECT trajectory_id FROM map_area(filter_value(filter, 'area')))
	);

-- The same as a table, for the list that is looked at: reading all texts takes a second for 100,000 of them, and
-- the macros above longer to plan than all else. Kept up to date like `described_trajectories`.
CREATE TABLE narrowed_trajectories (id VARCHAR NOT NULL);

-- Trajectories that a filter of the Trajectories place leaves, or that a single facet of it leaves out:
-- `missed` names that facet, '' for none. So one pass counts what each facet would show if it were another
-- (cross-filtering). What it searches for and its area have been looked up where the filter says `narrowed`,
-- and count for nothing where it does not.
CREATE MACRO judged_by_facets(filter) AS TABLE
WITH known AS (
	SELECT *
	FROM described_trajectories
	WHERE (filter_value(filter, 'question') = '' OR question_id = filter_value(filter, 'question'))
		AND (
			filter_value(filter, 'narrowed') = ''
			OR id IN (SELECT id FROM narrowed_trajectories)
		)
),
judged AS (
	SELECT
		*,
		concat_ws(
			' ',
			CASE WHEN NOT is_chosen(filter, 'teachers', as_choice(teacher_id)) THEN 'teachers' END,
			CASE WHEN NOT is_chosen(filter, 'verdict', verdict) THEN 'verdict' END,
			CASE WHEN NOT is_chosen(filter, 'format', format) THEN 'format' END,
			CASE WHEN NOT is_chosen(filter, 'finish', as_choice(finish_reason)) THEN 'finish' END,
			CASE WHEN NOT is_chosen(filter, 'domain', as_choice(domain)) THEN 'domain' END,
			CASE WHEN NOT is_chosen(filter, 'override', override) THEN 'override' END,
			CASE WHEN NOT is_any_chosen(filter, 'tags', tags) THEN 'tags' END,
			CASE WHEN NOT is_chosen(filter, 'category', as_label(task_category)) THEN 'category' END,
			CASE WHEN NOT is_chosen(filter, 'rated', as_label(rated_difficulty)) THEN 'rated' END,
			CASE WHEN NOT is_chosen(filter, 'input', as_label(input_quality)) THEN 'input' END,
			CASE WHEN NOT is_chosen(filter, 'quality', as_label(response_quality)) THEN 'quality' END,
			CASE
				WHEN NOT (
					filter_value(filter, 'stage') = ''
					OR coalesce(
						CASE
							WHEN filter_value(filter, 'stage') = 'selected' THEN decision_kept
							ELSE decision_stage = filter_value(filter, 'stage') AND NOT decision_kept
						END,
						FALSE
					)
				)
				OR NOT is_chosen(filter, 'reason', decision_reason)
				THEN 'outcome'
			END,
			CASE WHEN NOT is_within(filter, 'tokens', tokens) THEN 'tokens' END,
			CASE WHEN NOT is_within(filter, 'chars', chars) THEN 'chars' END,
			CASE WHEN NOT is_within(filter, 'repetition', repetition_share) THEN 'repetition' END,
			CASE WHEN NOT is_within(filter, 'entropy', entropy) THEN 'entropy' END,
			CASE WHEN NOT is_within(filter, 'surprisal', surprisal) THEN 'surprisal' END,
			CASE WHEN NOT is_within(filter, 'rsr', rsr) THEN 'rsr' END
		) AS missed
	FROM known
)
SELECT *
FROM judged
WHERE NOT contains(missed, ' ');

-- Those that pass the whole filter.
CREATE MACRO matching_trajectories(filter) AS TABLE
SELECT * EXCLUDE (missed)
FROM judged_by_facets(filter)
WHERE missed = '' AND id IN (SELECT id FROM narrowed_by(filter));

-- judged_by_facets with `place`: ascending, it is the order of the Trajectories place. in_order: a column's name,
-- '-' before it for descending; '' for the order of arrival. The list and the way from one trajectory to the next
-- stand on this one order.
CREATE MACRO placed_by_facets(filter, in_order) AS TABLE
WITH keyed AS (
	SELECT
		*,
		starts_with(in_order, '-') AS descending,
		CASE ltrim(in_order, '-')
			WHEN 'question' THEN question
			WHEN 'teacher' THEN teacher
			WHEN 'verdict' THEN verdict
			WHEN 'format' THEN format
			WHEN 'tags' THEN tags
			WHEN 'category' THEN task_category
		END AS text_key,
		CASE ltrim(in_order, '-')
			WHEN 'tokens' THEN tokens
			WHEN 'chars' THEN chars
			WHEN 'repetition' THEN repetition_share
			WHEN 'sample' THEN sample_index
			WHEN 'entropy' THEN entropy
			WHEN 'surprisal' THEN surprisal
			WHEN 'rsr' THEN rsr
			WHEN 'rated' THEN difficulty_rank(rated_difficulty)
			WHEN 'input' THEN quality_rank(input_quality)
			WHEN 'quality' THEN quality_rank(response_quality)
		END AS number_key
	FROM judged_by_facets(filter)
)
SELECT
	* EXCLUDE (descending, text_key, number_key),
	create_sort_key(
		CASE WHEN NOT descending THEN text_key END, 'ASC NULLS LAST',
		CASE WHEN descending THEN text_key END, 'DESC NULLS LAST',
		CASE WHEN descending THEN -number_key ELSE number_key END, 'ASC NULLS LAST',
		arrival, 'ASC NULLS LAST'
	) AS place
FROM keyed;

-- Those that pass a filter, with their place.
CREATE MACRO listed_trajectories(filter, in_order) AS TABLE
SELECT * EXCLUDE (missed)
FROM placed_by_facets(filter, in_order)
WHERE missed = '' AND id IN (SELECT id FROM narrowed_by(filter));

-- Trajectories that a student has not read with this version of the scoring, or, where local surprisal is
-- wanted, not in that way. Its own are left out, and those of smoke tests: they say nothing about a teacher.
CREATE MACRO unread_trajectories(of_student, with_version, locally) AS TABLE
SELECT t.id, t.rowid AS arrival, length(t.response)::INTEGER AS chars
FROM trajectories t
LEFT JOIN scores s ON s.trajectory_id = t.id AND s.scorer = of_student
ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id
WHERE t.teacher_id <> of_student
	AND (
		coalesce(s.version, -1) < with_version
		OR (locally AND s.local_surprisal IS NULL AND s.surprisal IS NOT NULL)
	);

-- Sentences of trajectories that were written here and read by a student, and how much more probable (log p
-- per token) each was to its writer (METRICS §3, 'teacher-sentence share'). Only where both found the same
-- sentences. One above the upper quartile of the whole data set, and above 0, is a teacher sentence: fixed
-- thresholds break out of domain.
CREATE MACRO sentence_gains(of_student) AS TABLE
WITH read_twice AS (
	SELECT
		t.id,
		t.question_id,
		t.teacher_id,
		string_split(w.means, '|') AS written,
		string_split(r.means, '|') AS understood
	FROM sentence_logprobs w
	JOIN sentence_logprobs r ON r.trajectory_id = w.trajectory_id AND r.scorer = of_student
	JOIN trajectories t ON t.id = w.trajectory_id
	WHERE w.scorer = 'teacher'
),
sentences AS (
	SELECT
		id,
		question_id,
		teacher_id,
		unnest(written) AS written,
		unnest(understood) AS understood
	FROM read_twice
	WHERE len(written) = len(understood)
),
gains AS (
	SELECT
		id,
		question_id,
		teacher_id,
		try_cast(written AS DOUBLE) - try_cast(understood AS DOUBLE) AS gain
	FROM sentences
	WHERE written <> '' AND understood <> ''
)
SELECT
	id AS trajectory_id,
	question_id,
	teacher_id,
	gain,
	gain > greatest(0, (SELECT quantile_cont(gain, 0.75) FROM gains)) AS is_teacher_sentence
FROM gains;

-- Trajectories that a judge was asked about in both orders of the options, with p(correct) in each; NULL where it
-- has none. repeated: 0, or 1 for those that it was asked about once more.
CREATE MACRO judged_in_both_orders(of_judge, repeated) AS TABLE
SELECT
	c.trajectory_id,
	c.p_correct AS p_correct_first,
	w.p_correct AS p_wrong_first,
	c.seconds + w.seconds AS seconds
FROM judgements c
JOIN judgements w
	ON w.trajectory_id = c.trajectory_id
	AND w.judge_id = c.judge_id
	AND w.repetition = c.repetition
	AND w.option_order = 'wrong-first'
WHERE c.judge_id = of_judge AND c.repetition = repeated AND c.option_order = 'correct-first';

-- The verdict of both orders: core/judge/forced-verdict.ts, by which the rows of `verdicts` are written.
CREATE MACRO judge_verdict(p_correct_first, p_wrong_first, margin) AS
	CASE
		WHEN p_correct_first IS NULL OR p_wrong_first IS NULL THEN 'unverifiable'
		WHEN (p_correct_first - 0.5) * (p_wrong_first - 0.5) < 0 THEN 'unverifiable'
		WHEN p_correct_first + p_wrong_first = 1 THEN 'unverifiable'
		WHEN abs((p_correct_first + p_wrong_first) / 2 - 0.5) + 1e-12 < margin THEN 'unverifiable'
		WHEN p_correct_first + p_wrong_first > 1 THEN 'correct'
		ELSE 'wrong'
	END;

-- Trajectories that a judge has still to judge, or whose verdict of a judge is another's. scope: 'unsure' (the rule
-- could not tell), 'differs' (the file says something else than the rule), 'sample' (so many of all, the same ones
-- for every judge) or 'all'.
CREATE MACRO unjudged_trajectories(of_judge, scope, sample) AS TABLE
WITH known AS (
	SELECT
		t.id,
		t.rowid AS arrival,
		t.question_id,
		length(t.response) + coalesce(length(t.reasoning), 0) AS chars,
		CASE WHEN scope = 'sample' THEN row_number() OVER (ORDER BY md5(t.id), t.id) END AS draw
	FROM trajectories t
	ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id
)
SELECT k.id, k.arrival, k.question_id, k.chars, d.trajectory_id IS NOT NULL AS is_asked
FROM known k
LEFT JOIN verdicts r ON r.trajectory_id = k.id AND r.grader = 'rule'
LEFT JOIN verdicts f ON f.trajectory_id = k.id AND f.grader = 'reference'
LEFT JOIN verdicts j
	ON j.trajectory_id = k.id
	AND j.grader = 'judge'
	AND starts_with(j.reason, 'Judge ' || left(of_judge, 8) || ' ')
LEFT JOIN judged_in_both_orders(of_judge, 0) d ON d.trajectory_id = k.id
WHERE (d.trajectory_id IS NULL OR j.trajectory_id IS NULL)
	AND CASE scope
		WHEN 'unsure' THEN coalesce(r.verdict = 'unverifiable', FALSE)
		WHEN 'differs' THEN coalesce(r.verdict <> f.verdict, FALSE)
		WHEN 'sample' THEN k.draw <= sample
		ELSE TRUE
	END;

-- What an annotator has still to label. of_aspect: core/annotate/aspects.ts. scope: 'selected' (what the last
-- curation kept), 'sample' (so many of all, the same ones for every annotator) or 'all'.
CREATE MACRO unannotated_subjects(of_annotator, of_aspect, scope, sample) AS TABLE
WITH asked_about AS (
	SELECT
		CASE WHEN of_aspect = 'response-quality' THEN t.id ELSE t.question_id END AS id,
		t.question_id,
		t.rowid AS arrival,
		CASE
			WHEN of_aspect = 'response-quality' THEN length(t.response) + coalesce(length(t.reasoning), 0)
			ELSE 0
		END AS chars,
		coalesce(o.kept, FALSE) AS is_selected
	FROM trajectories t
	LEFT JOIN trajectory_outcomes o ON o.trajectory_id = t.id
	ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id
),
subjects AS (
	SELECT
		id,
		any_value(question_id) AS question_id,
		min(arrival) AS arrival,
		any_value(chars) AS chars,
		bool_or(is_selected) AS is_selected
	FROM asked_about
	GROUP BY id
),
drawn AS (
	SELECT
		*,
		CASE WHEN scope = 'sample' THEN row_number() OVER (ORDER BY md5(id), id) END AS draw
	FROM subjects
)
SELECT d.id, d.question_id, d.arrival, d.chars
FROM drawn d
LEFT JOIN annotations n
	ON n.subject_id = d.id
	AND n.annotator_id = of_annotator
	AND n.repetition = 0
WHERE n.subject_id IS NULL
	AND CASE scope
		WHEN 'selected' THEN d.is_selected
		WHEN 'sample' THEN d.draw <= sample
		ELSE TRUE
	END;
