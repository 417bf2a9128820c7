import { describe, expect, it } from 'vitest';
import { DEMO_STUDENT, DEMO_TEACHERS } from '../../../src/lib/core/run/demo.ts';
import { parseTeacherSettings } from '../../../src/lib/core/run/parse-teacher-settings.ts';
import { parseRunPlan, planProblems, type RunPlan } from '../../../src/lib/core/run/run-plan.ts';
import {
	defaultTeacherSettings,
	messagesFor,
	teacherProblems,
	teacherSettingsJson,
	variantOf,
	type TeacherSettings
} from '../../../src/lib/core/run/teacher-settings.ts';

const settings: TeacherSettings = defaultTeacherSettings(DEMO_STUDENT.settings.model);

describe('a new teacher', () => {
	it('asks for steps and a boxed answer, with no system prompt and nothing special', () => {
		const fresh = defaultTeacherSettings(DEMO_STUDENT.settings.model);
		expect(fresh).toMatchObject({ systemPrompt: '', thinking: 'default' });
		expect(fresh.prompts).toEqual([expect.stringMatching(/^\{question\}\n.*\\boxed\{\}\.$/)]);
		expect(fresh.temperatures).toHaveLength(1);
		expect(teacherProblems(fresh)).toEqual([]);
	});
});

describe('the ways of asking', () => {
	const two: TeacherSettings = {
		...settings,
		prompts: ['A {question}', 'B {question}'],
		temperatures: [0.5, 1, 1.5]
	};

	it('take each temperature, then the next prompt, and begin again', () => {
		const variants = Array.from({ length: 8 }, (_, index) => variantOf(two, index));
		expect(variants.map(({ prompt, temperature }) => `${prompt[0]!}${temperature}`)).toEqual(
			'A0.5 A1 A1.5 B0.5 B1 B1.5 A0.5 A1'.split(' ')
		);
		expect(variants.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 0, 1]);
	});

	it('put the question in as it is', () => {
		expect(messagesFor('', 'Q: {question}', 'What is $& and {question}?')).toEqual([
			{ role: 'user', content: 'Q: What is $& and {question}?' }
		]);
		expect(messagesFor('Be brief.', '{question}', '1+1')).toHaveLength(2);
	});
});

describe('worked examples', () => {
	const examples = [{ question: '1+1', response: '2' }];

	it('are earlier turns, asked as the question is', () => {
		expect(messagesFor('Be brief.', 'Q: {question}', '2+2', examples)).toEqual([
			{ role: 'system', content: 'Be brief.' },
			{ role: 'user', content: 'Q: 1+1' },
			{ role: 'assistant', content: '2' },
			{ role: 'user', content: 'Q: 2+2' }
		]);
	});

	it('are saved with the settings, and make another teacher', () => {
		const json = teacherSettingsJson({ ...settings, examples });
		expect(json).not.toBe(teacherSettingsJson(settings));
		expect(parseTeacherSettings(json)).toEqual({ ...settings, examples });
	});
});

describe('a model in saved settings', () => {
	it.each([
		{ engine: 'onnx', source: 'hub', id: 'a/b', revision: 'main', dtype: 'q4', device: 'webgpu' },
		{ engine: 'webllm', source: 'url', id: 'a', url: 'https://a', libraryUrl: 'https://b' }
	] as const)('comes back: $engine', (model) => {
		const json = teacherSettingsJson({ ...settings, model });
		expect(parseTeacherSettings(json)).toEqual({ ...settings, model });
	});

	it('does not come back with fields that were left out', () => {
		const parsed = parseTeacherSettings(teacherSettingsJson(settings))!;
		expect('device' in parsed.model).toBe(false);
		expect('examples' in parsed).toBe(false);
		expect(teacherSettingsJson(parsed)).toBe(teacherSettingsJson(settings));
	});
});

describe('what is wrong with a teacher', () => {
	it.each<[string, Partial<TeacherSettings>, RegExp]>([
		['no prompt', { prompts: [] }, /at least one prompt/],
		['a prompt without the question', { prompts: ['Hello'] }, /must contain \{question\}/],
		['no temperature', { temperatures: [] }, /at least one temperature/],
		['a temperature that is no number', { temperatures: [Number.NaN] }, /Temperature must be/],
		['too many ways', { temperatures: Array.from({ length: 65 }, () => 1) }, /at most 64/],
		['an odd top-p', { sampling: { ...settings.sampling, topP: 0 } }, /Top-p must be between/],
		['half a token', { sampling: { ...settings.sampling, maxTokens: 1.5 } }, /whole number/]
	])('%s', (_, changes, sentence) => {
		const problems = teacherProblems({ ...settings, ...changes });
		expect(problems.join(' ')).toMatch(sentence);
	});

	it('is nothing with as many ways as there may be, and is told once for all temperatures', () => {
		const most = Array.from({ length: 64 }, () => 1);
		expect(teacherProblems({ ...settings, temperatures: most })).toEqual([]);
		const sampling = { ...settings.sampling, minP: 2 };
		expect(teacherProblems({ ...settings, temperatures: [1, 2], sampling })).toEqual([
			'Min-p must be between 0 and 1.'
		]);
		expect(() => variantOf({ ...settings, prompts: [] }, 0)).toThrow(RangeError);
	});

	it('is one prompt of several that does not hold the question', () => {
		const prompts = ['Solve: {question}', 'Solve it.'];
		expect(teacherProblems({ ...settings, prompts })).toEqual([
			'Every prompt must contain {question}, where the question goes.'
		]);
	});

	it('is also told of what was set beside temperatures where there is none', () => {
		const sampling = { ...settings.sampling, minP: 2 };
		expect(teacherProblems({ ...settings, temperatures: [], sampling })).toEqual([
			'A teacher needs at least one temperature.',
			'Min-p must be between 0 and 1.'
		]);
	});

	it('leaves nothing to ask with', () => {
		const without = /without prompts or temperatures/;
		expect(() => variantOf({ ...settings, prompts: [] }, 0)).toThrow(without);
		expect(() => variantOf({ ...settings, temperatures: [] }, 0)).toThrow(without);
	});

	it('is nothing with the demo teachers', () => {
		expect(DEMO_TEACHERS.flatMap((teacher) => teacherProblems(teacher.settings))).toEqual([]);
	});
});

describe('saved settings', () => {
	it('come back as they were', () => {
		for (const { settings: demo } of DEMO_TEACHERS) {
			expect(parseTeacherSettings(teacherSettingsJson(demo))).toEqual(demo);
		}
	});

	it('do not depend on the order in which they were written down', () => {
		const { model, ...rest } = settings;
		expect(teacherSettingsJson({ ...rest, model })).toBe(teacherSettingsJson(settings));
	});

	it.each(['', '{}', 'null', '[1]', '{"model":{"engine":"gpt"}}', '{"prompts":[]}'])(
		'that are %j are none',
		(json) => expect(parseTeacherSettings(json)).toBeNull()
	);
});

describe('a run plan', () => {
	const plan: RunPlan = {
		version: 1,
		teacherIds: ['a'],
		domain: '',
		questionLimit: null,
		samplesPerQuestion: 4,
		seed: 1
	};

	it.each<[Partial<RunPlan>, RegExp]>([
		[{ teacherIds: [] }, /at least one teacher/],
		[{ samplesPerQuestion: 0 }, /Samples per question/],
		[{ samplesPerQuestion: 65 }, /from 1 to 64/],
		[{ samplesPerQuestion: Number.NaN }, /Samples per question/],
		[{ questionLimit: 0.5 }, /number of questions/],
		[{ seed: -1 }, /seed/],
		[{ seed: 2 ** 32 }, /seed/]
	])('with %j cannot be run', (changes, sentence) => {
		expect(planProblems({ ...plan, ...changes }).join(' ')).toMatch(sentence);
	});

	it('can be run at the ends of what may be', () => {
		for (const changes of [
			{ samplesPerQuestion: 1, questionLimit: 1, seed: 0 },
			{ samplesPerQuestion: 64, questionLimit: 1_000_000, seed: 2 ** 32 - 1 }
		]) {
			expect(planProblems({ ...plan, ...changes })).toEqual([]);
		}
		expect(planProblems({ ...plan, questionLimit: 1_000_001 })).toHaveLength(1);
		expect(parseRunPlan(JSON.stringify({ ...plan, samplesPerQuestion: 65 }))).toBeNull();
	});

	it('can be run, saved and read again', () => {
		expect(planProblems(plan)).toEqual([]);
		expect(parseRunPlan(JSON.stringify(plan))).toEqual(plan);
		expect(parseRunPlan('{"version":2}')).toBeNull();
		expect(parseRunPlan('')).toBeNull();
	});
});
