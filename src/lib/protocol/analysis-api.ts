import type { FarthestRequest, TeacherComparison, TrajectoryPair } from './analysis-data.ts';

export type { FarthestRequest, TeacherComparison, TrajectoryPair } from './analysis-data.ts';

/** One worker of the analysis pool. It reads texts from and writes results to the database worker itself. */
export interface AnalysisApi {
	/** `dbPort` speaks DbApi. */
	connect(dbPort: MessagePort): void;
	/** Ids of trajectories without metrics or a rule verdict of this version of the app, oldest first. */
	pending(): Promise<readonly string[]>;
	/** Text metrics and the rule's verdict of these trajectories. Resolves when they are saved. */
	analyse(trajectoryIds: readonly string[]): Promise<number>;
	/**
	 * Text metrics of a trajectory that could not be verified, and the verdict 'unverifiable' with the
	 * reason, so that it is no longer pending. Resolves when they are saved.
	 */
	giveUp(trajectoryId: string, reason: string): Promise<void>;
	/** Levenshtein distances of these pairs, saved; known ones are skipped. Returns the number computed. */
	distances(pairs: readonly TrajectoryPair[]): Promise<number>;
	/**
	 * As many distances as settle which trajectories of each question are farthest apart, saved: bounds of
	 * all pairs and some exact ones (core/select/farthest-by-bounds.ts). Returns the number of exact ones.
	 */
	farthestDistances(requests: readonly FarthestRequest[]): Promise<number>;
	/** Which kernel computes distances here: 'plain' where the browser has no SIMD. */
	distanceKernel(): Promise<'simd' | 'plain'>;
	/** Near-duplicates among all questions, saved (METRICS §6.3). Returns the number found. */
	findDuplicateQuestions(minJaccard: number): Promise<number>;
	/** Questions that share an n-gram with a benchmark list, saved (METRICS §6.4). Returns the number found. */
	findContamination(): Promise<number>;
	/**
	 * Fits the plane of the latent map on the student's own answers and places every trajectory that has a
	 * vector under this embedding model (METRICS §2). Resolves with their number, when they are saved.
	 * @throws AppError 'not-supported' where the student's answers span no plane
	 */
	placeOnMap(embedder: string, student: string): Promise<number>;
	/**
	 * Every metric of every teacher with interval and P(best) (METRICS §7).
	 * @param student id of the teacher entry that plays the student; '' or left out for none
	 */
	compareTeachers(
		teacherIds: readonly string[],
		seed: number,
		student?: string
	): Promise<TeacherComparison>;
}
