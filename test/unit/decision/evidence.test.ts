import { describe, expect, it } from 'vitest';
import { measureEvidence, type MetricEvidence } from '../../../src/lib/core/decision/evidence.ts';
import { pairedDifferences } from '../../../src/lib/core/decision/paired-difference.ts';
import { smokeEvidence } from '../../../src/lib/core/decision/smoke-evidence.ts';
import type { SmokeRow } from '../../../src/lib/core/student/smoke-test.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';
import type { MatrixRow } from '../../../src/lib/core/stats/teacher-matrix.ts';

const QUESTIONS = 60;

/** One sample that is right, of 30 tokens; a field that a test does not name says nothing. */
function row(question: number, teacher: string, fields: Partial<MatrixRow> = {}): MatrixRow {
	const silent = new Proxy({} as MatrixRow, { get: () => 0 });
	return Object.assign(Object.create(silent) as MatrixRow, {
		question_id: `q${String(question).padStart(3, '0')}`,
		teacher_id: teacher,
		samples: 1,
		judged: 1,
		answerable: 1,
		correct: 1,
		analysed: 1,
		tokens: 30,
		...fields
	});
}

function evidenceOf(rows: readonly MatrixRow[], name: string): MetricEvidence {
	const all = [...measureEvidence(rows, { teachers: ['a', 'b'], seed: 3 })];
	return all.find(({ metric }) => metric === name)!;
}

const range = Array.from({ length: QUESTIONS }, (_, question) => question);

describe('measureEvidence', () => {
	it('finds a large difference settled, and a small one not', () => {
		const far = range.flatMap((q) => [
			row(q, 'a', { correct: q % 10 === 0 ? 0 : 1 }),
			row(q, 'b', { correct: q % 3 === 0 ? 1 : 0 })
		]);
		expect(evidenceOf(far, 'accuracy').stability.verdict).toBe('settled');
		const near = range.flatMap((q) => [
			row(q, 'a', { correct: q % 2 }),
			row(q, 'b', { correct: q % 2 === 1 || q === 0 ? 1 : 0 })
		]);
		expect(evidenceOf(near, 'accuracy').stability.verdict).not.toBe('settled');
	});

	it('gives the difference of a and b, and its reverse', () => {
		const rows = range.flatMap((q) => [row(q, 'a'), row(q, 'b', { correct: q % 2 })]);
		const { differences } = evidenceOf(rows, 'accuracy');
		expect(differences[0]![1]!.value).toBeCloseTo(0.5);
		expect(differences[1]![0]!.value).toBeCloseTo(-0.5);
		expect(differences[0]![1]!.low).toBeGreaterThan(0.3);
		expect(differences[0]![1]!.high).toBeLessThan(0.7);
		expect(differences[0]![0]).toEqual({ value: 0, low: 0, high: 0 });
	});

	it('sees a metric that goes with length', () => {
		const rows = range.flatMap((q) =>
			['a', 'b'].map((teacher) =>
				row(q, teacher, { tokens: 10 + q, compression_ratio: 1 + q / 100, correct: q % 2 })
			)
		);
		expect(evidenceOf(rows, 'compression-ratio').length.isConfounded).toBe(true);
		expect(evidenceOf(rows, 'accuracy').length.isConfounded).toBe(false);
	});

	it('looks at the mean of several answers to a question, of the metric and of the length', () => {
		const rows = range.flatMap((q) => {
			const analysed = 1 + (q % 3);
			const sums = {
				analysed,
				tokens: analysed * (10 + q),
				compression_ratio: analysed * (1 + q / 100)
			};
			return [row(q, 'a', sums), row(q, 'b', sums)];
		});
		expect(evidenceOf(rows, 'compression-ratio').length.rho).toBeCloseTo(1, 12);
	});

	it('counts for length only answers that have one, and the metric where there is one', () => {
		const rows = range.flatMap((q) => [
			row(q, 'a', { analysed: q < 10 ? 0 : 1, tokens: 10 + q, correct: q % 2 }),
			row(q, 'b', { judged: q < 5 ? 0 : 1, answerable: q < 5 ? 0 : 1, correct: q < 5 ? 0 : 1 })
		]);
		expect(evidenceOf(rows, 'accuracy').length.n).toBe(2 * QUESTIONS - 10 - 5);
	});

	it('says nothing of metrics without a direction or without any value', () => {
		const rows = range.flatMap((q) => [row(q, 'a'), row(q, 'b')]);
		const names = [...measureEvidence(rows, { teachers: ['a', 'b'], seed: 3 })].map(
			({ metric }) => metric
		);
		expect(names).toContain('accuracy');
		expect(names).not.toContain('tokens');
		expect(names).not.toContain('rsr');
		expect([...measureEvidence([], { teachers: ['a', 'b'], seed: 3 })]).toEqual([]);
	});

	it('is the same whatever the order of the rows', () => {
		const random = createRandom(1);
		const rows = range.flatMap((q) => [
			row(q, 'a', { correct: random.integer(2) }),
			row(q, 'b', { correct: random.integer(2) })
		]);
		expect(evidenceOf(random.shuffle(rows), 'accuracy')).toEqual(evidenceOf(rows, 'accuracy'));
	});
});

describe('smokeEvidence', () => {
	const smokeRow = (question: number, teacher: string, right: number): SmokeRow => ({
		question_id: `q${question}`,
		teacher_id: teacher,
		zero_shot_samples: 4,
		zero_shot_correct: question % 3,
		few_shot_samples: 4,
		few_shot_correct: (question % 3) + right
	});
	const options = { teachers: ['a', 'untested', 'b'], seed: 1 };

	it('compares in pairs who was tested, and has nothing of the others', () => {
		const rows = range.flatMap((q) => [smokeRow(q, 'a', 1), smokeRow(q, 'b', q % 2)]);
		const [{ differences, stability }] = smokeEvidence(rows, options) as [MetricEvidence];
		expect(differences[0]![2]!.value).toBeCloseTo(0.125);
		expect(differences[0]![2]!.low).toBeGreaterThan(0.05);
		expect(differences[0]![1]).toBeNull();
		expect(stability).toMatchObject({ order: [0, 2], verdict: 'settled' });
	});

	it('is what the examples added, of questions that were tried with and without them', () => {
		const tried = (question: number, teacher: string, few: number, zero: number) => ({
			...smokeRow(question, teacher, 0),
			few_shot_correct: few,
			zero_shot_correct: zero
		});
		const rows = [
			...range.flatMap((q) => [tried(q, 'a', 4, 1), tried(q, 'b', 2, 2)]),
			{ ...tried(99, 'a', 0, 4), few_shot_samples: 0 },
			{ ...tried(99, 'b', 4, 0), few_shot_samples: 0 },
			{ ...tried(98, 'a', 0, 4), zero_shot_samples: 0 },
			{ ...tried(98, 'b', 4, 0), zero_shot_samples: 0 }
		];
		const [found] = smokeEvidence(rows, options) as [MetricEvidence];
		expect(found.metric).toBe('smoke-test');
		expect(found.length).toEqual({ rho: null, n: 0, isConfounded: null });
		// 4/4 − 1/4 against 2/4 − 2/4, on every question.
		expect(found.differences[0]![2]).toEqual({ value: 0.75, low: 0.75, high: 0.75 });
	});

	it('is none where nobody was tested', () => {
		expect(smokeEvidence([], options)).toEqual([]);
		const untried = { ...smokeRow(1, 'a', 1), few_shot_samples: 0 };
		expect(smokeEvidence([untried], options)).toEqual([]);
	});
});

describe('pairedDifferences', () => {
	it('is narrower than the two intervals where questions are hard for both', () => {
		const questions = 200;
		const random = createRandom(5);
		const hard = Array.from({ length: questions }, () => random.next());
		const numerators = Float64Array.from([...hard, ...hard.map((value) => value + 0.01)]);
		const denominators = new Float64Array(2 * questions).fill(1);
		const options = { questions, teachers: 2, seed: 1, resamples: 500 };
		const [, [difference]] = pairedDifferences(
			{ numerators, denominators, better: 'higher' },
			options
		) as [unknown, [{ value: number; low: number; high: number }]];
		expect(difference.value).toBeCloseTo(0.01);
		expect(difference.low).toBeGreaterThan(0.009);
		expect(difference.high).toBeLessThan(0.011);
	});

	it('has the interval of a mean', () => {
		const questions = 60;
		const numerators = new Float64Array(2 * questions).map((_, i) => (i < questions ? i % 2 : 0));
		const denominators = new Float64Array(2 * questions).fill(1);
		const options = { questions, teachers: 2, seed: 1, resamples: 4000 };
		const [[, found]] = pairedDifferences(
			{ numerators, denominators, better: 'higher' },
			options
		) as [[unknown, { low: number; high: number }]];
		// Half of them 1: 1.96 standard errors of √(0.25 / 60).
		expect(found.low).toBeCloseTo(0.5 - 1.96 * Math.sqrt(0.25 / 60), 1.5);
		expect(found.high).toBeCloseTo(0.5 + 1.96 * Math.sqrt(0.25 / 60), 1.5);
	});

	it('leaves out resamples that say nothing of a teacher', () => {
		const metric = {
			numerators: Float64Array.of(1, 1, 1, 0, 0, 0),
			denominators: Float64Array.of(1, 1, 1, 1, 0, 0),
			better: 'higher' as const
		};
		const options = { questions: 3, teachers: 2, seed: 1, resamples: 200 };
		expect(pairedDifferences(metric, options)[0]![1]).toEqual({ value: 1, low: 1, high: 1 });
	});

	it('has none where a teacher has no value', () => {
		const metric = {
			numerators: Float64Array.from([1, 1, 0, 0]),
			denominators: Float64Array.from([1, 1, 0, 0]),
			better: 'higher' as const
		};
		const options = { questions: 2, teachers: 2, seed: 1, resamples: 50 };
		expect(pairedDifferences(metric, options)[0]![1]).toBeNull();
	});
});
