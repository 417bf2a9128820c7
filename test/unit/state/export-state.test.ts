import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE } from '../../../src/lib/core/model/recipe.ts';
import type { ExportedFile } from '../../../src/lib/protocol/db-api.ts';
import { ExportState } from '../../../src/lib/state/export-state.svelte.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';

const FILE: ExportedFile = {
	name: 'retort-set.jsonl',
	bytes: 1,
	sha256: '',
	rows: 1,
	file: new File([], 'retort-set.jsonl')
};

/** A database whose data change when a test says so. */
class Data {
	version = 1;
	whileWriting: () => void = () => undefined;
	async dataVersion(): Promise<number> {
		return this.version;
	}
	async exportDataset(): Promise<readonly ExportedFile[]> {
		this.whileWriting();
		return [FILE];
	}
	cancelExport(): void {
		// Nothing is going on.
	}
}

async function written(data: Data): Promise<ExportState> {
	const state = new ExportState(data, new MessagesState());
	await state.write(DEFAULT_RECIPE);
	return state;
}

describe('written files', () => {
	it('stay when late news tell of what happened before them', async () => {
		const state = await written(new Data());
		await state.invalidate();
		expect(state.files).toEqual([FILE]);
	});

	it('go when the data change afterwards', async () => {
		const data = new Data();
		const state = await written(data);
		data.version = 2;
		await state.invalidate();
		expect(state.files).toEqual([]);
	});

	it('are not shown when the data changed under them', async () => {
		const data = new Data();
		data.whileWriting = () => (data.version = 2);
		expect((await written(data)).files).toEqual([]);
	});

	it('go with other options and with the project', async () => {
		const state = await written(new Data());
		state.setOptions({});
		expect(state.files).toEqual([]);
		await state.write(DEFAULT_RECIPE);
		state.clear();
		expect(state.files).toEqual([]);
	});
});
