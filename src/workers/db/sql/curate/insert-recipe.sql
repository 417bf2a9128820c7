INSERT INTO recipe (
	seed, student, all_teachers,
	max_tokens, format, allow_truncated, verdict, trust_judge, trust_reference, max_repetition_share,
	input_at_least, response_at_least, easiest, hardest,
	compression_enabled, max_pass_rate,
	near_duplicates_enabled, min_jaccard,
	decontamination_enabled,
	diversity_enabled, per_question, measure,
	budget_enabled, max_examples, domain_source
)
VALUES (
	$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
	$14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25
);
