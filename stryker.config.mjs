/**
 * Mutation testing of the core: `npm run mutate -- stats` (tools/mutation). A mutant is a small mistake
 * put into the code on purpose; one that no unit test notices has survived. See docs/reliability.md.
 */
export default {
	testRunner: 'vitest',
	plugins: ['@stryker-mutator/vitest-runner'],
	vitest: { configFile: 'test/mutation/vitest.config.ts' },
	mutate: ['src/lib/core/**/*.ts'],
	// Each mutant meets only the tests that run its line.
	coverageAnalysis: 'perTest',
	// What runs once while a module loads would want all tests again for each mutant.
	ignoreStatic: true,
	ignorePatterns: ['dist', 'docs', 'bench', 'reports', '.github'],
	concurrency: 2,
	// Beside half as long again as its tests take: a mutant that never ends costs little more than that.
	timeoutMS: 8_000,
	reporters: ['clear-text', 'json', 'progress-append-only'],
	clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
	jsonReporter: { fileName: 'node_modules/.cache/mutation/report.json' },
	incremental: true,
	tempDirName: '.mutation',
	disableTypeChecks: false
};
