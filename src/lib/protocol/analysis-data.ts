import type { MetricEvidence } from '../core/decision/evidence.ts';
import type { Recipe } from '../core/model/recipe.ts';
import type { MetricComparison } from '../core/stats/compare-teachers.ts';

/** Two trajectories of one question. */
export interface TrajectoryPair {
	readonly questionId: string;
	readonly aId: string;
	readonly bId: string;
}

/** Trajectories of one question, of which the `seats` farthest apart are looked for. */
export interface FarthestRequest {
	readonly questionId: string;
	readonly ids: readonly string[];
	readonly seats: number;
	readonly measure: Recipe['diversity']['measure'];
}

export interface TeacherComparison {
	readonly teachers: readonly string[];
	/** Questions that all these teachers answered; everything below rests on them alone. */
	readonly commonQuestions: number;
	readonly leftOutQuestions: number;
	readonly metrics: readonly MetricComparison[];
	/** What the questions, one by one, say about the metrics that have a direction. */
	readonly evidence: readonly MetricEvidence[];
}
