import { defineConfig } from 'vitest/config';

const FOLDERS = [
	'annotate',
	'code',
	'compare',
	'decision',
	'dedup',
	'export',
	'generate',
	'import',
	'journal',
	'judge',
	'latent',
	'metrics',
	'model',
	'offline',
	'queue',
	'reading',
	'review',
	'run',
	'search',
	'select',
	'stats',
	'student',
	'tables',
	'tabular',
	'template',
	'verify'
];

/** Set by tools/mutation/run.ts. */
const mutated = process.env['MUTATED_FOLDER'];
const folders = mutated === undefined ? FOLDERS : [mutated];

/**
 * The unit tests of the core alone, for Stryker: of the folder that is mutated, as what a test elsewhere would
 * notice, it notices by chance, and the slowest of all would run for every mutant of what everything uses.
 */
export default defineConfig({
	test: {
		include: folders.map((folder) => `test/unit/${folder}/**/*.test.ts`),
		exclude: [
			// They ask a whole database after each of their steps: seconds for each mutant, of which others find the same.
			...['damaged-project', 'damage', 'project-session', 'format-versions'].map(
				(name) => `journal/${name}`
			),
			// It wants to have met hundreds of equal answers, in seconds; the other tests of equality meet them one by one.
			'verify/symmetry',
			// Thousands of real texts, compared with each other: minutes. Those that are made up find the same.
			'dedup/recall'
		].map((name) => `test/unit/${name}.test.ts`),
		setupFiles: ['test/mutation/fewer-cases.ts'],
		environment: 'node',
		// Which mutant is meant is a variable: modules need not be loaded again for each.
		isolate: false,
		testTimeout: 30_000,
		hookTimeout: 30_000
	}
});
