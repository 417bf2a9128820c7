import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPORT } from '../../../src/lib/core/export/options.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { parseRecipeText, RecipeSchema } from '../../../src/lib/core/model/recipe.ts';
import { parseTeacherSettings } from '../../../src/lib/core/run/parse-teacher-settings.ts';
import { parseRunPlan } from '../../../src/lib/core/run/run-plan.ts';
import { ExampleRenderer } from '../../../src/lib/core/template/render-example.ts';
import { TemplateError } from '../../../src/lib/core/template/render-template.ts';
import {
	parseTokenizerConfig,
	pastedTemplate
} from '../../../src/lib/core/template/tokenizer-config.ts';
import { CHAT_TEMPLATES, TOKENIZER_CONFIGS } from '../../hostile/chat-templates.ts';
import { DEFAULT_RECIPE } from '../../../src/lib/core/model/recipe.ts';
import { TEACHER_SETTINGS } from '../../hostile/model-metadata.ts';
import { RECIPES } from '../../hostile/recipes.ts';
import { startCpuTimer } from '../../support/cpu-time.ts';

const EXAMPLE = { question: '2+2?', reasoning: 'two and two', answer: 'It is 4' };
const globals = globalThis as { ran?: unknown; polluted?: unknown };

describe('a recipe', () => {
	it.each(RECIPES)('$name: is refused', ({ text }) => {
		expect(() => parseRecipeText(text)).toThrow();
	});

	it('takes no key of the prototype along', () => {
		const text = JSON.stringify(DEFAULT_RECIPE).replace('{', '{"__proto__":{"polluted":1},');
		const parsed = v.safeParse(RecipeSchema, JSON.parse(text));
		if (parsed.success) expect(Object.keys(parsed.output)).toEqual(Object.keys(DEFAULT_RECIPE));
		expect(({} as typeof globals).polluted).toBeUndefined();
	});
});

describe('settings of a teacher', () => {
	it.each(TEACHER_SETTINGS)('$name: are none', ({ text }) => {
		expect(parseTeacherSettings(text)).toBeNull();
	});
});

describe('the plan of a run in a project file', () => {
	const PLAN = {
		version: 1,
		teacherIds: ['t'],
		domain: '',
		questionLimit: null,
		samplesPerQuestion: 1,
		seed: 1
	};

	it.each([
		['a million samples', { samplesPerQuestion: 1_000_000 }],
		['no samples', { samplesPerQuestion: 0 }],
		['a seed that is none', { seed: -1 }],
		['half a question', { questionLimit: 0.5 }],
		['teachers of objects', { teacherIds: [{}] }],
		['a domain beyond all', { domain: 'x'.repeat(2_000_000) }]
	])('with %s is none', (_, changes) => {
		expect(parseRunPlan(JSON.stringify(PLAN))).toEqual(PLAN);
		expect(parseRunPlan(JSON.stringify({ ...PLAN, ...changes }))).toBeNull();
	});
});

describe('a chat template', () => {
	it.each(CHAT_TEMPLATES)('$name: ends in time and reaches nothing', ({ text }) => {
		const cpuMs = startCpuTimer();
		let outcome: string;
		try {
			outcome = new ExampleRenderer(pastedTemplate(text), DEFAULT_EXPORT).render(EXAMPLE).text;
		} catch (error) {
			if (!(error instanceof AppError)) expect(error).toBeInstanceOf(TemplateError);
			outcome = (error as Error).message;
		}
		// The worker ends what takes longer.
		expect(cpuMs()).toBeLessThan(5_000);
		expect(outcome.length).toBeLessThan(200_000);
		expect(outcome).not.toMatch(/root:|native code|subclasses/);
		expect([globals.ran, ({} as typeof globals).polluted]).toEqual([undefined, undefined]);
	});
});

describe('a tokenizer_config.json', () => {
	it.each(TOKENIZER_CONFIGS)('$name: is refused', ({ text }) => {
		expect(() => parseTokenizerConfig(text)).toThrow(AppError);
	});

	it('is not looked at beyond its limit', () => {
		const text = `{"chat_template":"x"}${' '.repeat(20_000_000)}`;
		expect(() => parseTokenizerConfig(text)).toThrow(AppError);
	});
});
