-- Trajectories with a vector under an embedding model ($embedder). The order depends on the texts alone, so that a
-- part of them is the same part everywhere.
SELECT e.trajectory_id AS id, t.teacher_id = $student AS is_student
FROM embeddings e
JOIN trajectories t ON t.id = e.trajectory_id
WHERE e.embedder = $embedder
ORDER BY id;
