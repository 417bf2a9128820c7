/** The part of Stryker's report that counts: https://github.com/stryker-mutator/mutation-testing-elements, schema 2. */
export interface MutationReport {
	readonly files: Readonly<Record<string, { readonly mutants: readonly ReportedMutant[] }>>;
}

interface ReportedMutant {
	readonly status: string;
	/** How many tests ran before its fate was known. */
	readonly testsCompleted?: number;
}

export interface MutantCounts {
	/** A test failed, or the mutant never ended. */
	readonly found: number;
	/** All tests passed. */
	readonly survived: number;
	/** No test runs the line. */
	readonly uncovered: number;
	/** Code that runs once while a module loads, which would want all tests again: not tried. */
	readonly ignored: number;
}

/** Mutants that do not even start say nothing, and are left out. */
export function countMutants({ files }: MutationReport): MutantCounts {
	const statuses = Object.values(files).flatMap(({ mutants }) =>
		mutants.map(({ status }) => status)
	);
	const count = (...wanted: string[]): number =>
		statuses.filter((status) => wanted.includes(status)).length;
	return {
		found: count('Killed', 'Timeout'),
		survived: count('Survived'),
		uncovered: count('NoCoverage'),
		ignored: count('Ignored')
	};
}

/**
 * Mutants that survived no test at all. A runner that finds no tests for a mutant reports it as survived, and
 * each one after it: seen where its sandbox went away and where the machine stood still.
 */
export function countUntested({ files }: MutationReport): number {
	return Object.values(files)
		.flatMap(({ mutants }) => mutants)
		.filter(isUntested).length;
}

/** The report without them: what it does not know is tried again. */
export function withoutUntested<Report extends MutationReport>(report: Report): Report {
	const files = Object.entries(report.files).map(([name, file]) => {
		const mutants = file.mutants.filter((mutant) => !isUntested(mutant));
		return [name, { ...file, mutants }];
	});
	return { ...report, files: Object.fromEntries(files) as Report['files'] };
}

function isUntested({ status, testsCompleted }: ReportedMutant): boolean {
	return status === 'Survived' && testsCompleted === 0;
}

/** Found of all that were tried, 0 to 1; NaN where there is none. */
export function mutationScore(
	counts: readonly Pick<MutantCounts, 'found' | 'survived' | 'uncovered'>[]
): number {
	const sum = (key: 'found' | 'survived' | 'uncovered'): number =>
		counts.reduce((total, item) => total + item[key], 0);
	return sum('found') / (sum('found') + sum('survived') + sum('uncovered'));
}
