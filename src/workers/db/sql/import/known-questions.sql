-- What the project already knows about some questions, so that an import adds to a question and
-- never takes away from it.
SELECT q.id, q.gold, q.answer_type, q.domain
FROM questions q
WHERE q.id IN (SELECT unnest(string_split($ids, '|')))
