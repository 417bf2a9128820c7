import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_RECIPE } from '../../../src/lib/core/model/recipe.ts';
import { CurateState } from '../../../src/lib/state/curate-state.svelte.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function curateOver(append: () => Promise<void>): CurateState {
	const db = { append, curate: async () => null };
	const deps = { db, analysis: {}, messages: new MessagesState(), readOnly: () => false };
	return new CurateState(deps as unknown as ConstructorParameters<typeof CurateState>[0]);
}

describe('a recipe on the move', () => {
	it('is saved once it rests', async () => {
		const append = vi.fn(async () => undefined);
		const state = curateOver(append);
		await state.setRecipe({ ...DEFAULT_RECIPE, seed: 1 });
		await state.setRecipe({ ...DEFAULT_RECIPE, seed: 2 });
		expect(append).not.toHaveBeenCalled();
		await vi.runAllTimersAsync();
		expect(append).toHaveBeenCalledTimes(1);
	});

	it('is saved at once for what stands on it, and not again', async () => {
		const append = vi.fn(async () => undefined);
		const state = curateOver(append);
		await state.saveNow();
		expect(append).not.toHaveBeenCalled();
		await state.setRecipe({ ...DEFAULT_RECIPE, seed: 1 });
		await state.saveNow();
		await vi.runAllTimersAsync();
		expect(append).toHaveBeenCalledTimes(1);
	});

	it('is one step back for one control, and one for each of two', async () => {
		const state = curateOver(async () => undefined);
		const { quality } = DEFAULT_RECIPE;
		const shorter = { ...DEFAULT_RECIPE, quality: { ...quality, maxTokens: 100 } };
		await state.setRecipe({ ...DEFAULT_RECIPE, quality: { ...quality, maxTokens: 200 } });
		await state.setRecipe(shorter);
		const ratings = { ...quality.ratings, hardest: 'easy' as const };
		await state.setRecipe({ ...shorter, quality: { ...shorter.quality, ratings } });
		await state.undo();
		expect(state.recipe).toEqual(shorter);
		await state.undo();
		expect(state.recipe).toEqual(DEFAULT_RECIPE);
		expect(state.canUndo).toBe(false);
	});

	it('is waited for where its saving has begun by itself', async () => {
		let end = (): void => undefined;
		const append = vi.fn(() => new Promise<void>((resolve) => (end = resolve)));
		const state = curateOver(append);
		await state.setRecipe({ ...DEFAULT_RECIPE, seed: 1 });
		await vi.runAllTimersAsync();
		expect(append).toHaveBeenCalledTimes(1);
		let isSaved = false;
		const saved = state.saveNow().then(() => (isSaved = true));
		await vi.runAllTimersAsync();
		expect(isSaved).toBe(false);
		end();
		await saved;
		expect(append).toHaveBeenCalledTimes(1);
	});
});
