-- The tables of a project. src/lib/core/model/tables.ts declares the same columns in TypeScript.
-- Keys are kept by the insert statements (insert-*.sql), not by indexes: an index over 100,000
-- content hashes would cost more memory than it saves.

CREATE TABLE project (key VARCHAR NOT NULL, value VARCHAR NOT NULL);

CREATE TABLE imports (
	id VARCHAR NOT NULL,
	source_name VARCHAR NOT NULL,
	mapping VARCHAR NOT NULL,
	started_at VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	rows_read INTEGER NOT NULL,
	rows_rejected INTEGER NOT NULL
);

CREATE TABLE rejects (
	import_id VARCHAR NOT NULL,
	line INTEGER NOT NULL,
	part VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	excerpt VARCHAR NOT NULL
);

CREATE TABLE questions (
	id VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	gold VARCHAR,
	answer_type VARCHAR NOT NULL,
	domain VARCHAR NOT NULL,
	source_name VARCHAR NOT NULL
);

CREATE TABLE teachers (
	id VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	origin VARCHAR NOT NULL,
	settings VARCHAR NOT NULL
);

CREATE TABLE trajectories (
	id VARCHAR NOT NULL,
	question_id VARCHAR NOT NULL,
	teacher_id VARCHAR NOT NULL,
	sample_index INTEGER NOT NULL,
	response VARCHAR NOT NULL,
	reasoning VARCHAR,
	reasoning_style VARCHAR NOT NULL,
	finish_reason VARCHAR NOT NULL,
	reported_tokens INTEGER,
	import_id VARCHAR NOT NULL,
	line INTEGER NOT NULL
);

CREATE TABLE analyses (
	trajectory_id VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	chars INTEGER NOT NULL,
	words INTEGER NOT NULL,
	tokens INTEGER NOT NULL,
	tokens_estimated BOOLEAN NOT NULL,
	reasoning_chars INTEGER NOT NULL,
	answer_chars INTEGER NOT NULL,
	format VARCHAR NOT NULL,
	repetition_share DOUBLE NOT NULL,
	compression_ratio DOUBLE NOT NULL,
	longest_repeat_chars INTEGER NOT NULL,
	check_rate DOUBLE NOT NULL,
	perhaps_rate DOUBLE NOT NULL,
	wait_rate DOUBLE NOT NULL,
	therefore_rate DOUBLE NOT NULL,
	foreign_script_share DOUBLE NOT NULL
);

CREATE TABLE verdicts (
	trajectory_id VARCHAR NOT NULL,
	grader VARCHAR NOT NULL,
	grader_version INTEGER NOT NULL,
	verdict VARCHAR NOT NULL,
	extracted VARCHAR,
	expected VARCHAR,
	reason VARCHAR NOT NULL
);

CREATE TABLE reviews (
	trajectory_id VARCHAR NOT NULL,
	pass INTEGER NOT NULL,
	verdict VARCHAR NOT NULL,
	reviewed_at VARCHAR NOT NULL
);

CREATE TABLE case_results (
	trajectory_id VARCHAR NOT NULL,
	case_index INTEGER NOT NULL,
	outcome VARCHAR NOT NULL,
	milliseconds INTEGER NOT NULL,
	detail VARCHAR NOT NULL
);

CREATE TABLE pairwise (
	question_id VARCHAR NOT NULL,
	a_id VARCHAR NOT NULL,
	b_id VARCHAR NOT NULL,
	unit VARCHAR NOT NULL,
	distance INTEGER NOT NULL,
	normalised DOUBLE NOT NULL
);

CREATE TABLE pairwise_bounds (
	question_id VARCHAR NOT NULL,
	a_id VARCHAR NOT NULL,
	b_id VARCHAR NOT NULL,
	unit VARCHAR NOT NULL,
	distance INTEGER NOT NULL,
	normalised DOUBLE NOT NULL
);

CREATE TABLE overrides (trajectory_id VARCHAR NOT NULL, decision VARCHAR NOT NULL);

CREATE TABLE recipes (name VARCHAR NOT NULL, json VARCHAR NOT NULL);

CREATE TABLE benchmark_items (id VARCHAR NOT NULL, list VARCHAR NOT NULL, text VARCHAR NOT NULL);

CREATE TABLE question_duplicates (
	question_id VARCHAR NOT NULL,
	original_id VARCHAR NOT NULL,
	jaccard DOUBLE NOT NULL
);

CREATE TABLE contaminations (
	question_id VARCHAR NOT NULL,
	list VARCHAR NOT NULL,
	item_id VARCHAR NOT NULL,
	ngram VARCHAR NOT NULL,
	n INTEGER NOT NULL
);

CREATE TABLE runs (
	id VARCHAR NOT NULL,
	plan VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL
);

CREATE TABLE run_questions (
	run_id VARCHAR NOT NULL,
	question_id VARCHAR NOT NULL,
	position INTEGER NOT NULL
);

CREATE TABLE generations (
	trajectory_id VARCHAR NOT NULL,
	run_id VARCHAR NOT NULL,
	seed DOUBLE NOT NULL,
	variant INTEGER NOT NULL,
	prompt VARCHAR NOT NULL,
	temperature DOUBLE NOT NULL,
	runtime VARCHAR NOT NULL,
	device VARCHAR NOT NULL,
	prompt_tokens INTEGER NOT NULL,
	tokens INTEGER NOT NULL,
	engine_seconds DOUBLE NOT NULL,
	batch_size INTEGER NOT NULL,
	finished_at VARCHAR NOT NULL
);

CREATE TABLE token_tracks (
	trajectory_id VARCHAR NOT NULL,
	scorer VARCHAR NOT NULL,
	tokens INTEGER NOT NULL,
	sum_logprob DOUBLE NOT NULL,
	sum_entropy DOUBLE NOT NULL
);

CREATE TABLE failures (
	job_id VARCHAR NOT NULL,
	run_id VARCHAR NOT NULL,
	teacher_id VARCHAR NOT NULL,
	question_id VARCHAR NOT NULL,
	sample_index INTEGER NOT NULL,
	reason VARCHAR NOT NULL
);

CREATE TABLE scores (
	trajectory_id VARCHAR NOT NULL,
	scorer VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	tokens INTEGER NOT NULL,
	truncated BOOLEAN NOT NULL,
	surprisal DOUBLE,
	rank_cap INTEGER NOT NULL,
	capped_rank DOUBLE,
	rsr DOUBLE,
	step_head_surprisal DOUBLE,
	step_head_tokens INTEGER NOT NULL,
	local_surprisal DOUBLE,
	local_tokens INTEGER NOT NULL,
	reason VARCHAR NOT NULL
);

CREATE TABLE probes (
	probe_id VARCHAR NOT NULL,
	student_id VARCHAR NOT NULL,
	teacher_id VARCHAR NOT NULL,
	example_questions VARCHAR NOT NULL
);

CREATE TABLE sentence_logprobs (
	trajectory_id VARCHAR NOT NULL,
	scorer VARCHAR NOT NULL,
	means VARCHAR NOT NULL
);

CREATE TABLE readings (
	id VARCHAR NOT NULL,
	student_id VARCHAR NOT NULL,
	with_local BOOLEAN NOT NULL,
	tokens DOUBLE NOT NULL,
	seconds DOUBLE NOT NULL,
	finished_at VARCHAR NOT NULL
);

CREATE TABLE embeddings (
	trajectory_id VARCHAR NOT NULL,
	embedder VARCHAR NOT NULL,
	dimensions INTEGER NOT NULL
);

CREATE TABLE map_points (
	trajectory_id VARCHAR NOT NULL,
	embedder VARCHAR NOT NULL,
	student_id VARCHAR NOT NULL,
	x DOUBLE NOT NULL,
	y DOUBLE NOT NULL
);

CREATE TABLE notes (trajectory_id VARCHAR NOT NULL, text VARCHAR NOT NULL, updated_at VARCHAR NOT NULL);

CREATE TABLE queries (name VARCHAR NOT NULL, sql VARCHAR NOT NULL, updated_at VARCHAR NOT NULL);

CREATE TABLE tags (trajectory_id VARCHAR NOT NULL, tag VARCHAR NOT NULL, present BOOLEAN NOT NULL);

CREATE TABLE saved_filters (name VARCHAR NOT NULL, address VARCHAR NOT NULL, updated_at VARCHAR NOT NULL);

CREATE TABLE judges (
	id VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	teacher_id VARCHAR NOT NULL,
	settings VARCHAR NOT NULL,
	rubric VARCHAR NOT NULL,
	asked_at VARCHAR NOT NULL
);

CREATE TABLE judgements (
	trajectory_id VARCHAR NOT NULL,
	judge_id VARCHAR NOT NULL,
	option_order VARCHAR NOT NULL,
	repetition INTEGER NOT NULL,
	correct_logprob DOUBLE,
	wrong_logprob DOUBLE,
	p_correct DOUBLE,
	room_share DOUBLE NOT NULL,
	seconds DOUBLE NOT NULL,
	asked_at VARCHAR NOT NULL
);

CREATE TABLE annotators (
	id VARCHAR NOT NULL,
	aspect VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	teacher_id VARCHAR NOT NULL,
	settings VARCHAR NOT NULL,
	guide VARCHAR NOT NULL,
	asked_at VARCHAR NOT NULL
);

CREATE TABLE annotations (
	subject_id VARCHAR NOT NULL,
	annotator_id VARCHAR NOT NULL,
	repetition INTEGER NOT NULL,
	label VARCHAR,
	probability DOUBLE,
	score DOUBLE,
	room_share DOUBLE NOT NULL,
	seconds DOUBLE NOT NULL,
	asked_at VARCHAR NOT NULL
);
