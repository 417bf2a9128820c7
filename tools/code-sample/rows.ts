import { serialiseTests } from '../../src/lib/core/code/code-tests.ts';
import { FUNCTIONS } from './functions.ts';
import { HOSTILE_PROGRAMS } from './hostile-programs.ts';
import { PROGRAMS } from './programs.ts';

export const PROBLEMS = [...PROGRAMS, ...HOSTILE_PROGRAMS, ...FUNCTIONS];
/** Nobody's: the answers were written by hand, to be graded. */
export const TEACHERS = ['Careful (made up)', 'Hasty (made up)'] as const;

/** The lines of static/samples/code/answers.jsonl. */
export function sampleText(): string {
	const rows = PROBLEMS.flatMap(({ domain, question, tests, answers }) =>
		answers.map(({ response }, i) => ({
			question,
			domain,
			answer_type: 'code',
			gold: serialiseTests(tests),
			teacher: TEACHERS[i],
			response
		}))
	);
	return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
