import { describe, expect, it } from 'vitest';
import {
	countMutants,
	countUntested,
	mutationScore,
	withoutUntested
} from '../../../tools/mutation/count-mutants.ts';

const file = (...statuses: string[]) => ({ mutants: statuses.map((status) => ({ status })) });

describe('countMutants', () => {
	it('counts over all files, and leaves out what did not start', () => {
		const files = {
			'a.ts': file('Killed', 'Timeout', 'Survived', 'CompileError'),
			'b.ts': file('NoCoverage', 'Ignored', 'Ignored', 'RuntimeError', 'Killed')
		};
		expect(countMutants({ files })).toEqual({ found: 3, survived: 1, uncovered: 1, ignored: 2 });
	});
});

it('tells mutants that survived from those that met no test', () => {
	const mutants = [
		{ status: 'Survived', testsCompleted: 0 },
		{ status: 'Survived', testsCompleted: 3 },
		{ status: 'Killed', testsCompleted: 1 },
		{ status: 'NoCoverage', testsCompleted: 0 },
		{ status: 'Ignored' }
	];
	const report = { files: { 'a.ts': { mutants } } };
	expect(countUntested(report)).toBe(1);
	const rest = withoutUntested(report);
	expect(countUntested(rest)).toBe(0);
	expect(rest.files['a.ts'].mutants).toEqual(mutants.slice(1));
});

describe('mutationScore', () => {
	it('is what was found of all that were tried, lines without a test included', () => {
		expect(mutationScore([{ found: 6, survived: 1, uncovered: 1 }])).toBe(0.75);
		const two = [
			{ found: 6, survived: 2, uncovered: 0 },
			{ found: 0, survived: 0, uncovered: 4 }
		];
		expect(mutationScore(two)).toBe(0.5);
	});

	it('is no number where nothing was tried', () => {
		expect(mutationScore([])).toBeNaN();
	});
});
