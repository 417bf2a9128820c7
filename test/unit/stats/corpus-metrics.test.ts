import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareCorpora, type CorpusRow } from '../../../src/lib/core/stats/corpus-metrics.ts';
import { naiveDistinctN, naiveSelfBleu } from '../metrics/naive-diversity.ts';
import { startCpuTimer } from '../../support/cpu-time.ts';
import { mostMs } from '../../support/mutated.ts';

const row = (question: number, teacher_id: string, text: string): CorpusRow => ({
	question_id: `q${String(question).padStart(4, '0')}`,
	teacher_id,
	text
});

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const options = { teachers: ['dull', 'varied'], seed: 1 };

/** One teacher writes the same sentence about each question, the other one of its own. */
const sentences = range(20).flatMap((q) => [
	row(q, 'dull', `so we add ${q % 2} and get the same result`),
	row(q, 'varied', `begin${q} by counting${q} each of${q} the ${q} parts${q} alone${q}`)
]);

const SAMPLE = new URL(
	'../../../static/samples/gsm8k/example_model_solutions.jsonl',
	import.meta.url
);
const TEACHERS = ['6b_finetuning', '6b_verification', '175b_finetuning', '175b_verification'];

function gsm8k(): CorpusRow[] {
	return readFileSync(SAMPLE, 'utf8')
		.trim()
		.split('\n')
		.slice(0, 100)
		.flatMap((line, q) => {
			const fields = JSON.parse(line) as Record<string, { solution: string }>;
			return TEACHERS.map((teacher) => row(q, teacher, fields[teacher]!.solution));
		});
}

describe('compareCorpora', () => {
	it('has every metric with value, interval, P(best) and n', () => {
		const metrics = compareCorpora(sentences, options);
		expect(metrics.map(({ metric, unit, better }) => [metric, unit, better])).toEqual([
			['distinct-1', 'share', 'higher'],
			['distinct-2', 'share', 'higher'],
			['distinct-3', 'share', 'higher'],
			['distinct-4', 'share', 'higher'],
			['self-bleu', 'ratio', 'lower'],
			['numbers-entropy', 'nats', 'none']
		]);
		for (const { better, estimates } of metrics) {
			expect(estimates.map(({ pBest }) => pBest)).toEqual(
				better === 'none' ? [null, null] : [0, 1]
			);
			for (const { value, low, high, n } of estimates) {
				expect(low).toBeLessThanOrEqual(value!);
				expect(high).toBeGreaterThanOrEqual(value!);
				expect(n).toBe(20);
			}
		}
		expect(metrics[5]!.estimates[0]!.value).toBeCloseTo(Math.log(2), 12);
	});

	it('counts only questions that every teacher answered, whatever the order of rows', () => {
		const alone = row(99, 'varied', 'never never never never never');
		const shuffled = [alone, ...sentences].reverse();
		expect(compareCorpora(shuffled, options)).toEqual(compareCorpora(sentences, options));
	});

	it('gives values alone for fewer than 4 questions', () => {
		const [distinct] = compareCorpora(
			sentences.filter(({ question_id }) => question_id < 'q0003'),
			options
		);
		expect(distinct!.estimates[1]).toEqual({
			value: 21 / 27,
			low: null,
			high: null,
			pBest: null,
			n: 3
		});
	});

	it('leaves out metrics that no teacher has', () => {
		expect(compareCorpora([], options)).toEqual([]);
		expect(compareCorpora([row(1, 'dull', 'a b c d')], options)).toEqual([]);
		const short = [row(1, 'dull', 'a b'), row(1, 'varied', 'a')];
		expect(compareCorpora(short, options).map(({ metric }) => metric)).toEqual([
			'distinct-1',
			'distinct-2',
			'numbers-entropy'
		]);
	});

	it('agrees with the definitions on real answers, and is quick', () => {
		const rows = gsm8k();
		const cpuMs = startCpuTimer();
		const metrics = compareCorpora(rows, { teachers: TEACHERS, seed: 1 });
		expect(cpuMs()).toBeLessThan(mostMs(2000));
		const texts = rows.filter(({ teacher_id }) => teacher_id === TEACHERS[0]).map((r) => r.text);
		const valueOf = (metric: string) =>
			metrics.find((found) => found.metric === metric)!.estimates[0]!.value;
		for (const n of [1, 2, 3, 4]) {
			expect(valueOf(`distinct-${n}`)).toBe(naiveDistinctN(texts, n));
		}
		const few = rows.filter(({ question_id }) => question_id < 'q0010');
		const bleu = compareCorpora(few, { teachers: TEACHERS, seed: 1 })[4]!.estimates[0]!.value;
		expect(bleu).toBeCloseTo(naiveSelfBleu(texts.slice(0, 10))!, 12);
	});
});
