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
		environment: 'node',
		testTimeout: 30_000,
		hookTimeout: 30_000
	}
});
