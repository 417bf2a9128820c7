-- Trajectories without a vector under an embedding model ($embedder), oldest first; those of smoke tests are left
-- out.
SELECT t.id
FROM trajectories t
ANTI JOIN embeddings e ON e.trajectory_id = t.id AND e.embedder = $embedder
ANTI JOIN probe_trajectories p ON p.trajectory_id = t.id
ORDER BY t.rowid;
