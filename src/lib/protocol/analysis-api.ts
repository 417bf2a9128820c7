import type { MetricComparison } from '../core/stats/compare-teachers.ts';

/** One worker of the analysis pool. It reads texts from and writes results to the database worker itself. */
export interface AnalysisApi {
	/** `dbPort` speaks DbApi. */
	connect(dbPort: MessagePort): void;
	/** Text metrics and the rule's verdict of these trajectories. Resolves when they are saved. */
	analyse(trajectoryIds: readonly string[]): Promise<number>;
	/** Levenshtein distances of all pairs among the given trajectories of one question, saved. Returns pairs. */
	distances(questionId: string, trajectoryIds: readonly string[]): Promise<number>;
	/** Near-duplicates among all questions, saved (METRICS §6.3). Returns the number found. */
	findDuplicateQuestions(minJaccard: number): Promise<number>;
	/** Questions that share an n-gram with a benchmark list, saved (METRICS §6.4). Returns the number found. */
	findContamination(): Promise<number>;
	/** Every metric of every teacher with interval and P(best) (METRICS §7). */
	compareTeachers(teacherIds: readonly string[], seed: number): Promise<TeacherComparison>;
}

export interface TeacherComparison {
	readonly teachers: readonly string[];
	/** Questions that all these teachers answered; everything below rests on them alone. */
	readonly commonQuestions: number;
	readonly leftOutQuestions: number;
	readonly metrics: readonly MetricComparison[];
}
