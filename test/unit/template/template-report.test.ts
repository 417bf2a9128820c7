import { describe, expect, it } from 'vitest';
import { RED_FLAGS } from '../../../src/lib/core/template/red-flags.ts';
import {
	type CheckedExample,
	ReportBuilder
} from '../../../src/lib/core/template/template-report.ts';

const template = { name: 'ChatML', sha256: 'x', contextTokens: 4096 };
const [first, second] = RED_FLAGS;
const example = (changes: Partial<CheckedExample> = {}): CheckedExample => ({
	tokens: 10,
	trainedTokens: 4,
	countedBy: 'tokenizer',
	flags: [],
	failure: '',
	...changes
});

describe('the report of a template', () => {
	it('adds up what was found', () => {
		const builder = new ReportBuilder();
		builder.add('a', example());
		builder.add('b', example({ tokens: 5, trainedTokens: 1, flags: [first, second] }));
		builder.add('c', example({ flags: [second] }));
		const report = builder.build(template);
		expect(report).toMatchObject({
			...template,
			examples: 3,
			clean: 1,
			tokens: 25,
			trainedTokens: 9,
			countedBy: 'tokenizer',
			firstFailure: ''
		});
		expect(report.flags.map(({ flag }) => flag)).toEqual([...RED_FLAGS]);
		expect(report.flags.slice(0, 3)).toEqual([
			{ flag: first, count: 1, firstIds: ['b'] },
			{ flag: second, count: 2, firstIds: ['b', 'c'] },
			{ flag: RED_FLAGS[2], count: 0, firstIds: [] }
		]);
	});

	it('names the first five trajectories of a flag and the first failure', () => {
		const builder = new ReportBuilder();
		for (let i = 1; i <= 7; i++) {
			builder.add(`t${i}`, example({ flags: [first], failure: i === 1 ? '' : `failure ${i}` }));
		}
		const { flags, firstFailure } = builder.build(template);
		expect(flags[0]).toEqual({ flag: first, count: 7, firstIds: ['t1', 't2', 't3', 't4', 't5'] });
		expect(firstFailure).toBe('failure 2');
	});

	it('says what counted the tokens, an estimate where nothing was counted', () => {
		const builder = new ReportBuilder();
		expect(builder.build(template).countedBy).toBe('estimate');
		builder.add('a', example({ countedBy: 'own' }));
		builder.add('b', example({ countedBy: '' }));
		expect(builder.build(template).countedBy).toBe('own');
	});
});
