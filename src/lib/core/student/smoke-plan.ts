import type { TeacherSettings } from '../run/teacher-settings.ts';
import { createRandom } from '../stats/random.ts';

/** A correct response that can be shown to the student. */
export interface ExampleCandidate {
	readonly question_id: string;
	readonly question: string;
	readonly response: string;
	/** The student was asked it too. */
	readonly is_asked: boolean;
}

/** METRICS §8: k. Two show a manner; more fill a small context. */
export const DEFAULT_EXAMPLES = 2;
/** Longer responses leave no room for the question in a small model's context. */
export const MAX_EXAMPLE_CHARS = 1200;

export interface Probe {
	readonly settings: TeacherSettings;
	readonly questionIds: readonly string[];
}

/**
 * The student after `count` worked examples of a teacher, drawn by the seed; questions that the student was
 * not asked first, because a question that is an example cannot be tested.
 *
 * @returns null where the teacher has too few correct responses that are short enough
 */
export function planProbe(
	student: TeacherSettings,
	candidates: readonly ExampleCandidate[],
	seed: number | string,
	count = DEFAULT_EXAMPLES
): Probe | null {
	const random = createRandom(seed);
	const shuffled = random.shuffle(candidates);
	const chosen = [
		...shuffled.filter(({ is_asked }) => !is_asked),
		...shuffled.filter(({ is_asked }) => is_asked)
	].slice(0, count);
	if (chosen.length < count) return null;
	const examples = chosen.map(({ question, response }) => ({ question, response }));
	return {
		settings: { ...student, examples },
		questionIds: chosen.map(({ question_id }) => question_id)
	};
}
