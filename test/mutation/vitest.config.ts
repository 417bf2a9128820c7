import { defineConfig } from 'vitest/config';

/** The unit tests of the core alone, for Stryker: nothing else can notice a mutant there. */
export default defineConfig({
	test: {
		include: [
			'compare',
			'decision',
			'dedup',
			'export',
			'generate',
			'import',
			'journal',
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
		].map((folder) => `test/unit/${folder}/**/*.test.ts`),
		// They ask a whole database after each of their steps: seconds for each mutant, of which others find the same.
		exclude: ['damaged-project', 'damage', 'project-session', 'format-versions'].map(
			(name) => `test/unit/journal/${name}.test.ts`
		),
		setupFiles: ['test/mutation/fewer-cases.ts'],
		environment: 'node',
		testTimeout: 30_000,
		hookTimeout: 30_000
	}
});
