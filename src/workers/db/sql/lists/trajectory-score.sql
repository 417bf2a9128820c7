-- What a student thinks of one trajectory; no row while it has not read it.
SELECT tokens, truncated, surprisal, capped_rank, rank_cap, rsr
FROM scores
WHERE trajectory_id = $id AND scorer = $scorer;
