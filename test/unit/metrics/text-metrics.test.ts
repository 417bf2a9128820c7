import { describe, expect, it } from 'vitest';
import { detectReasoningStyle } from '../../../src/lib/core/model/reasoning.ts';
import { TABLES } from '../../../src/lib/core/model/tables.ts';
import { textMetrics } from '../../../src/lib/core/metrics/text-metrics.ts';
import { aimeRows } from './samples.ts';
import { startCpuTimer } from '../../support/cpu-time.ts';
import { casesOf, IS_MUTATED } from '../../support/mutated.ts';

const base = {
	reasoning: null,
	finishReason: 'stop',
	reportedTokens: null,
	question: 'How many?'
};

describe('textMetrics', () => {
	it('fills every column of the analyses table', () => {
		const columns = Object.keys(TABLES.analyses.columns).filter(
			(name) => name !== 'trajectory_id' && name !== 'version'
		);
		const metrics = textMetrics({ ...base, response: 'Nine.', style: 'none' });
		expect(Object.keys(metrics).sort()).toEqual(columns.sort());
	});

	it('measures the parts and the whole', () => {
		const metrics = textMetrics({
			...base,
			response: '<think>wait, 4 + 5</think>\nnine \u{1F600}',
			style: 'think'
		});
		expect(metrics).toMatchObject({
			chars: 33,
			words: 6,
			reasoning_chars: 11,
			answer_chars: 6,
			format: 'thinking',
			tokens_estimated: true,
			repetition_share: 0
		});
	});

	it('counts reasoning in a field as part of the text, and believes reported tokens', () => {
		const metrics = textMetrics({
			...base,
			response: 'Nine.',
			reasoning: 'Wait: perhaps nine.',
			style: 'field',
			reportedTokens: 17
		});
		expect(metrics).toMatchObject({
			chars: 26,
			words: 4,
			tokens: 17,
			tokens_estimated: false,
			wait_rate: 250,
			perhaps_rate: 250
		});
	});

	it.each([
		['nothing', ''],
		['NULs', '\0\0\0'],
		['lone surrogates', '\ud800\udc00\ud800 \udfff'],
		['prototype keys', '__proto__ constructor toString hasOwnProperty '.repeat(30)],
		['deep nesting', '('.repeat(casesOf(160_000))],
		['one endless word', 'x'.repeat(casesOf(160_000))],
		['white space', ' \n'.repeat(casesOf(80_000))],
		['marks', '<think>'.repeat(casesOf(20_000))]
	])('gives finite numbers quickly for %s', (_, response) => {
		const style = detectReasoningStyle(response, null);
		const cpuMs = startCpuTimer();
		const metrics = textMetrics({ ...base, response, style });
		expect(cpuMs()).toBeLessThan(3000);
		for (const value of Object.values(metrics)) {
			if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
		}
		expect(metrics.repetition_share).toBeLessThanOrEqual(1);
	});

	it.skipIf(IS_MUTATED)(
		'tells the cut and looping chains of thought of the AIME data from the whole ones',
		() => {
			const metrics = aimeRows()
				.slice(0, 33)
				.map(({ response, question }) =>
					textMetrics({
						response,
						question,
						reasoning: null,
						reportedTokens: null,
						finishReason: 'unknown',
						style: detectReasoningStyle(response, null)
					})
				);
			const formats = new Set(metrics.map((row) => row.format));
			expect(formats).toContain('thinking');
			expect(formats).toContain('truncated');
			for (const row of metrics) {
				expect(row.foreign_script_share).toBeLessThan(0.05);
				if (row.repetition_share > 0.5) expect(row.compression_ratio).toBeGreaterThan(4);
			}
		},
		60_000
	);
});
