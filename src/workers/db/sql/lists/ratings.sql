-- How many questions and responses have a label that a rule of a recipe can ask for.
SELECT
	(SELECT count(coalesce(rated_difficulty, input_quality)) FROM question_annotations)::INTEGER AS questions,
	(SELECT count(response_quality) FROM response_annotations)::INTEGER AS responses;
