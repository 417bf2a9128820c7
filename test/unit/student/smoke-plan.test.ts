import { describe, expect, it } from 'vitest';
import {
	defaultTeacherSettings,
	messagesFor,
	teacherSettingsJson
} from '../../../src/lib/core/run/teacher-settings.ts';
import { parseTeacherSettings } from '../../../src/lib/core/run/parse-teacher-settings.ts';
import { smokeComparison } from '../../../src/lib/core/student/smoke-comparison.ts';
import { compareSmokeTests } from '../../../src/lib/core/student/smoke-test.ts';
import { planProbe } from '../../../src/lib/core/student/smoke-plan.ts';

const student = defaultTeacherSettings({
	engine: 'onnx',
	source: 'bundled',
	id: 'demo-student',
	revision: 'v1',
	dtype: 'fp32'
});
const candidate = (n: number, is_asked: boolean) => ({
	question_id: `q${n}`,
	question: `Question ${n}?`,
	response: `Answer ${n}.`,
	is_asked
});

describe('planProbe', () => {
	it('takes questions that the student was not asked, and others only where those do not do', () => {
		const candidates = [candidate(1, true), candidate(2, false), candidate(3, true)];
		const probe = planProbe(student, candidates, 7)!;
		expect(probe.questionIds[0]).toBe('q2');
		expect(probe.questionIds).toHaveLength(2);
		expect(probe.settings.examples![0]).toEqual({ question: 'Question 2?', response: 'Answer 2.' });
	});

	it('draws by the seed', () => {
		const candidates = Array.from({ length: 20 }, (_, n) => candidate(n, false));
		const idsOf = (seed: number) => planProbe(student, candidates, seed)!.questionIds;
		expect(idsOf(1)).toEqual(idsOf(1));
		expect(new Set([1, 2, 3, 4, 5].map((seed) => idsOf(seed).join())).size).toBeGreaterThan(1);
	});

	it('makes none of too few', () => {
		expect(planProbe(student, [candidate(1, false)], 1)).toBeNull();
	});
});

describe('settings with examples', () => {
	const settings = { ...student, examples: [{ question: 'One?', response: '1 {question}' }] };

	it('are earlier turns, with the same prompt around their questions', () => {
		expect(messagesFor('Be kind.', 'Q: {question}', 'Two?', settings.examples)).toEqual([
			{ role: 'system', content: 'Be kind.' },
			{ role: 'user', content: 'Q: One?' },
			{ role: 'assistant', content: '1 {question}' },
			{ role: 'user', content: 'Q: Two?' }
		]);
	});

	it('come back from their JSON; settings without any have the JSON they always had', () => {
		expect(parseTeacherSettings(teacherSettingsJson(settings))).toEqual(settings);
		expect(teacherSettingsJson(student)).not.toContain('examples');
	});
});

describe('smokeComparison', () => {
	const row = (question: number, teacher: string, zero: number, few: number) => ({
		question_id: `q${question}`,
		teacher_id: teacher,
		zero_shot_samples: 2,
		zero_shot_correct: zero,
		few_shot_samples: 2,
		few_shot_correct: few
	});

	it('is the mean difference of pass rates; a teacher that was not tested has none', () => {
		const rows = [row(1, 'a', 0, 2), row(2, 'a', 1, 1), row(1, 'b', 0, 0), row(2, 'b', 1, 0)];
		const { estimates } = smokeComparison(rows, { teachers: ['a', 'c', 'b'], seed: 1 });
		expect(estimates.map(({ value }) => value)).toEqual([0.5, null, -0.25]);
		expect(estimates.map(({ n }) => n)).toEqual([2, 0, 2]);
	});

	it('has the interval and the P(best) of the smoke test', () => {
		const rows = Array.from({ length: 12 }, (_, q) => [
			row(q, 'a', q % 2, 2),
			row(q, 'b', q % 2, q % 3)
		]).flat();
		const comparison = smokeComparison(rows, { teachers: ['a', 'c', 'b'], seed: 1 });
		expect(comparison).toMatchObject({ metric: 'smoke-test', unit: 'share', better: 'higher' });
		const test = compareSmokeTests(rows, { teachers: ['a', 'b'], seed: 1 });
		const [a, b] = test.estimates.map(({ difference, interval, pBest }) => {
			expect(interval!.low).toBeLessThan(interval!.high);
			return { value: difference, low: interval!.low, high: interval!.high, pBest, n: 12 };
		});
		const untested = { value: null, low: null, high: null, pBest: null, n: 0 };
		expect(comparison.estimates).toEqual([a, untested, b]);
	});
});
