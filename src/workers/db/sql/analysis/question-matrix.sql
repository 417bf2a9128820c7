-- What each chosen teacher ($teachers: '|'-joined) did on each question that all of them answered,
-- as counts and sums (METRICS §7; src/lib/core/stats/teacher-matrix.ts). A metric of a teacher is a
-- ratio of two of these columns, each summed over questions. $student is the teacher entry that plays the
-- student, '' for none.
WITH chosen AS (SELECT DISTINCT unnest(string_split($teachers, '|')) AS teacher_id),
facts AS (
	SELECT
		f.*,
		f.verdict IN ('correct', 'wrong', 'unverifiable') AS is_judged,
		f.chars IS NOT NULL AS is_analysed,
		f.verdict = 'unverifiable' AND trim(coalesce(q.gold, '')) = '' AS has_no_answer,
		f.rule_verdict IN ('correct', 'wrong') AND f.reference_verdict IN ('correct', 'wrong') AS is_refereed
	FROM trajectory_facts f
	JOIN chosen USING (teacher_id)
	JOIN questions q ON q.id = f.question_id
),
common AS (
	SELECT question_id
	FROM facts
	GROUP BY question_id
	HAVING count(DISTINCT teacher_id) = (SELECT count(*) FROM chosen)
),
-- Only pairs of one teacher: diversity within a teacher, not between teachers. And all of them: a curation
-- measures those that are far apart (core/select/farthest-by-bounds.ts), and their mean would say too much.
pair_sums AS (
	SELECT a.question_id, a.teacher_id, count(*) AS pairs, sum(p.normalised) AS pair_distance
	FROM pairwise p
	JOIN trajectories a ON a.id = p.a_id
	JOIN trajectories b ON b.id = p.b_id AND b.teacher_id = a.teacher_id
	WHERE p.unit = 'codepoint'
	GROUP BY a.question_id, a.teacher_id
),
-- What the teacher's own logits said, and what the student thinks of the texts (METRICS §2, §3). A text that
-- has no number for a metric has no part in it.
own_signal AS (
	SELECT
		t.question_id,
		t.teacher_id,
		sum(k.sum_entropy) AS entropy,
		sum(k.tokens) AS own_tokens
	FROM token_tracks k
	JOIN trajectories t ON t.id = k.trajectory_id
	WHERE k.scorer = 'teacher'
	GROUP BY t.question_id, t.teacher_id
),
student_signal AS (
	SELECT
		t.question_id,
		t.teacher_id,
		count(*) FILTER (s.surprisal IS NOT NULL) AS scored,
		sum(s.surprisal * s.tokens) AS surprisal,
		sum(s.tokens) FILTER (s.surprisal IS NOT NULL) AS scored_tokens,
		sum(s.capped_rank) FILTER (s.surprisal IS NOT NULL) AS mean_ranks,
		sum(s.surprisal) FILTER (s.capped_rank IS NOT NULL) AS mean_surprisals,
		sum(s.step_head_surprisal * s.step_head_tokens) AS step_head_surprisal,
		sum(s.step_head_tokens) FILTER (s.step_head_surprisal IS NOT NULL) AS step_head_tokens,
		sum(s.local_surprisal * s.local_tokens) AS local_surprisal,
		sum(s.local_tokens) FILTER (s.local_surprisal IS NOT NULL) AS local_tokens
	FROM scores s
	JOIN trajectories t ON t.id = s.trajectory_id
	WHERE s.scorer = $student
	GROUP BY t.question_id, t.teacher_id
),
teacher_sentences AS (
	SELECT
		question_id,
		teacher_id,
		count(*) FILTER (is_teacher_sentence) AS teacher_sentences,
		count(*) AS sentences
	FROM sentence_gains($student)
	GROUP BY question_id, teacher_id
),
sums AS (
	SELECT
		question_id,
		teacher_id,
		count(*) AS samples,
		count(*) FILTER (is_judged) AS judged,
		count(*) FILTER (is_judged AND NOT has_no_answer) AS answerable,
		count(*) FILTER (verdict = 'correct') AS correct,
		count(*) FILTER (verdict = 'unverifiable') AS unverifiable,
		count(*) FILTER (is_analysed) AS analysed,
		sum(tokens) AS tokens,
		sum(chars) AS chars,
		sum(words) AS words,
		count(*) FILTER (format = 'truncated') AS truncated,
		count(*) FILTER (format IN ('thinking', 'plain')) AS format_ok,
		sum(repetition_share * chars) AS repeated_chars,
		sum(compression_ratio) AS compression_ratio,
		sum(check_rate * words / 1000) AS check_marks,
		sum(perhaps_rate * words / 1000) AS perhaps_marks,
		sum(wait_rate * words / 1000) AS wait_marks,
		sum(therefore_rate * words / 1000) AS therefore_marks,
		sum(foreign_script_share) AS foreign_script,
		count(*) FILTER (is_refereed) AS refereed,
		count(*) FILTER (is_refereed AND rule_verdict = reference_verdict) AS agreed
	FROM facts
	SEMI JOIN common USING (question_id)
	GROUP BY question_id, teacher_id
)
SELECT
	s.question_id,
	s.teacher_id,
	s.samples::INTEGER AS samples,
	s.judged::INTEGER AS judged,
	s.answerable::INTEGER AS answerable,
	s.correct::INTEGER AS correct,
	s.unverifiable::INTEGER AS unverifiable,
	s.analysed::INTEGER AS analysed,
	coalesce(s.tokens, 0)::DOUBLE AS tokens,
	coalesce(s.chars, 0)::DOUBLE AS chars,
	coalesce(s.words, 0)::DOUBLE AS words,
	s.truncated::INTEGER AS truncated,
	s.format_ok::INTEGER AS format_ok,
	coalesce(s.repeated_chars, 0)::DOUBLE AS repeated_chars,
	coalesce(s.compression_ratio, 0)::DOUBLE AS compression_ratio,
	coalesce(s.check_marks, 0)::DOUBLE AS check_marks,
	coalesce(s.perhaps_marks, 0)::DOUBLE AS perhaps_marks,
	coalesce(s.wait_marks, 0)::DOUBLE AS wait_marks,
	coalesce(s.therefore_marks, 0)::DOUBLE AS therefore_marks,
	coalesce(s.foreign_script, 0)::DOUBLE AS foreign_script,
	coalesce(p.pairs, 0)::INTEGER AS pairs,
	coalesce(p.pair_distance, 0)::DOUBLE AS pair_distance,
	s.refereed::INTEGER AS refereed,
	s.agreed::INTEGER AS agreed,
	coalesce(o.entropy, 0)::DOUBLE AS entropy,
	coalesce(o.own_tokens, 0)::DOUBLE AS own_tokens,
	coalesce(g.scored, 0)::INTEGER AS scored,
	coalesce(g.surprisal, 0)::DOUBLE AS surprisal,
	coalesce(g.scored_tokens, 0)::DOUBLE AS scored_tokens,
	coalesce(g.mean_ranks, 0)::DOUBLE AS mean_ranks,
	coalesce(g.mean_surprisals, 0)::DOUBLE AS mean_surprisals,
	coalesce(g.step_head_surprisal, 0)::DOUBLE AS step_head_surprisal,
	coalesce(g.step_head_tokens, 0)::DOUBLE AS step_head_tokens,
	coalesce(g.local_surprisal, 0)::DOUBLE AS local_surprisal,
	coalesce(g.local_tokens, 0)::DOUBLE AS local_tokens,
	coalesce(h.teacher_sentences, 0)::INTEGER AS teacher_sentences,
	coalesce(h.sentences, 0)::INTEGER AS sentences
FROM sums s
LEFT JOIN pair_sums p
	ON p.question_id = s.question_id AND p.teacher_id = s.teacher_id
	AND p.pairs = s.samples * (s.samples - 1) // 2
LEFT JOIN own_signal o ON o.question_id = s.question_id AND o.teacher_id = s.teacher_id
LEFT JOIN student_signal g ON g.question_id = s.question_id AND g.teacher_id = s.teacher_id
LEFT JOIN teacher_sentences h ON h.question_id = s.question_id AND h.teacher_id = s.teacher_id
ORDER BY s.question_id, s.teacher_id;
