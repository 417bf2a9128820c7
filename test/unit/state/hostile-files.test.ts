import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_RECIPE } from '../../../src/lib/core/model/recipe.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { createSettings } from '../../../src/lib/services/settings.ts';
import { CurateState } from '../../../src/lib/state/curate-state.svelte.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';
import {
	formatHash,
	MAX_HASH_CHARS,
	parseHash,
	PLACES,
	RouterState
} from '../../../src/lib/state/router-state.svelte.ts';
import { FILTER_KEYS, parseRange } from '../../../src/lib/core/model/trajectory-filter.ts';
import { parseWeights } from '../../../src/lib/core/decision/view.ts';
import { settingsFromAddress } from '../../../src/lib/ui/teachers/model-link.ts';
import { PAGE_ADDRESSES } from '../../hostile/addresses.ts';
import { RECIPES } from '../../hostile/recipes.ts';

function curateOver(rows: readonly { json: string }[] = []) {
	const messages = new MessagesState();
	const append = vi.fn(async () => undefined);
	const db = { append, curate: async () => null, query: async () => rows };
	const deps = { db, analysis: {}, messages, readOnly: () => false };
	const state = new CurateState(deps as unknown as ConstructorParameters<typeof CurateState>[0]);
	return { state, messages, append };
}

describe('a recipe that is none', () => {
	it.each(RECIPES)('$name: is refused as a file, and changes nothing', async ({ text }) => {
		const { state, append } = curateOver();
		const error: unknown = await state
			.loadFile(new File([text], 'recipe.json'))
			.catch((e: unknown) => e);
		expect(error).toBeInstanceOf(AppError);
		expect((error as AppError).code).toBe('recipe-invalid');
		expect(state.recipe).toBe(DEFAULT_RECIPE);
		await state.saveNow();
		expect(append).not.toHaveBeenCalled();
	});

	it('in a project gives way to the default, says so, and is left as it is', async () => {
		const { state, messages, append } = curateOver([{ json: '{"version":9}' }]);
		await state.load();
		expect(state.recipe).toBe(DEFAULT_RECIPE);
		expect(messages.all.map(({ text }) => text).join()).toMatch(/default recipe/);
		await state.saveNow();
		expect(append).not.toHaveBeenCalled();
	});

	it('is not read where it is too large to be one', async () => {
		const { state } = curateOver();
		const file = new File([new Uint8Array(2_000_000)], 'recipe.json');
		const text = vi.spyOn(file, 'text');
		await expect(state.loadFile(file)).rejects.toMatchObject({ code: 'recipe-invalid' });
		expect(text).not.toHaveBeenCalled();
	});
});

describe('an address of the page', () => {
	it.each(PAGE_ADDRESSES)('$name: names a place, and parameters that are texts', ({ text }) => {
		const target = { location: { hash: text }, addEventListener: () => undefined };
		const onTooLong = vi.fn();
		const router = new RouterState(target as unknown as Window, onTooLong);
		expect(PLACES).toContain(router.place);
		expect(onTooLong).toHaveBeenCalledTimes(text.length > MAX_HASH_CHARS ? 1 : 0);
		if (text.length > 500_000) {
			expect(onTooLong).toHaveBeenCalledOnce();
			expect(router.param('search') + router.param('teachers')).toBe('');
		}
		for (const key of [...FILTER_KEYS, 'sort', 'in', 'weights']) {
			expect(typeof router.param(key)).toBe('string');
		}
		const range = parseRange(router.param('tokens'));
		for (const end of Object.values(range)) expect(end === null || Number.isFinite(end)).toBe(true);
		for (const weight of Object.values(parseWeights(router.param('weights')) ?? {})) {
			expect(weight).toBeLessThanOrEqual(100);
		}
		const settings = settingsFromAddress(router.param('model'));
		expect(settings === null || settings.model.engine === 'webllm').toBe(true);
		const { place, params } = parseHash(text);
		expect(parseHash(formatHash(place, params)).place).toBe(place);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});
});

describe('preferences of this browser', () => {
	it.each([
		['<img src=x onerror=window.ran=1>'],
		['__proto__'],
		['x'.repeat(5_000_000)],
		['\u0000']
	])('are the defaults where something else stands', (value) => {
		const settings = createSettings(() => ({
			getItem: () => value,
			setItem: () => undefined,
			removeItem: () => undefined
		}));
		expect(settings.theme()).toBe('system');
		expect((settings.lastProject() ?? '').length).toBeLessThanOrEqual(10_000);
		expect(settings.recentCommands().join('').length).toBeLessThanOrEqual(10_000);
	});
});
