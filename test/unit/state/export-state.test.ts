import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE } from '../../../src/lib/core/model/recipe.ts';
import type { ExportedDataset, ExportedFile } from '../../../src/lib/protocol/db-api.ts';
import { ExportState } from '../../../src/lib/state/export-state.svelte.ts';
import { bundledTemplate } from '../../../src/lib/core/template/bundled-templates.ts';
import {
	ReportBuilder,
	type TemplateReport
} from '../../../src/lib/core/template/template-report.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';

const FILE: ExportedFile = {
	name: 'retort-set.jsonl',
	bytes: 1,
	sha256: '',
	rows: 1,
	file: new File([], 'retort-set.jsonl')
};
const ARCHIVE = new File([], 'retort-set.zip');

/** A database whose data change when a test says so. */
class Data {
	version = 1;
	saved: string | null = null;
	whileWriting: () => void = () => undefined;
	async dataVersion(): Promise<number> {
		return this.version;
	}
	async exportDataset(): Promise<ExportedDataset> {
		this.whileWriting();
		return { files: [FILE], archive: ARCHIVE, template: null };
	}
	async checkTemplate(): Promise<TemplateReport> {
		return new ReportBuilder().build({ name: 'x', sha256: '', contextTokens: null });
	}
	/** Like the database: every saved row is another version. */
	async append(_: string, rows: readonly object[]): Promise<void> {
		this.version++;
		this.saved = (rows[0] as { json: string }).json;
	}
	async query(): Promise<never[]> {
		return (this.saved === null ? [] : [{ json: this.saved }]) as never[];
	}
	cancelExport(): void {
		// Nothing is going on.
	}
}

const TEMPLATES = {
	port: () => Promise.resolve(new MessageChannel().port1),
	end: () => Promise.resolve()
};

function stateOver(data: Data, readOnly = false): ExportState {
	const messages = new MessagesState();
	return new ExportState({ db: data, templates: TEMPLATES, messages, readOnly: () => readOnly });
}

async function written(data: Data): Promise<ExportState> {
	const state = stateOver(data);
	await state.write(DEFAULT_RECIPE);
	return state;
}

describe('written files', () => {
	it('stay when late news tell of what happened before them', async () => {
		const state = await written(new Data());
		await state.invalidate();
		expect(state.files).toEqual([FILE]);
		expect(state.archive).toBe(ARCHIVE);
	});

	it('go when the data change afterwards', async () => {
		const data = new Data();
		const state = await written(data);
		data.version = 2;
		await state.invalidate();
		expect(state.files).toEqual([]);
		expect(state.archive).toBeNull();
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

describe('the options', () => {
	it('come back with the project, the template among them', async () => {
		const data = new Data();
		const state = stateOver(data);
		state.setOptions({ format: 'sharegpt' });
		state.setTemplate(bundledTemplate('qwen-3'));
		const again = stateOver(data);
		await again.load();
		expect(again.options).toMatchObject({ format: 'sharegpt', template: { id: 'qwen-3' } });
		again.setTemplate(null);
		expect(again.options.template).toBeUndefined();
	});

	it('are the usual ones where the project holds none, or none that can be read', async () => {
		const data = new Data();
		for (const saved of [null, '{', '{"format":"x"}']) {
			data.saved = saved;
			const state = stateOver(data);
			await state.load();
			expect(state.options.format).toBe('messages');
		}
	});

	it('are not saved where nothing can be', () => {
		const data = new Data();
		stateOver(data, true).setOptions({ format: 'sharegpt' });
		expect(data.saved).toBeNull();
	});

	it('do not count as a change of the data that overtakes the files', async () => {
		const state = stateOver(new Data());
		state.setTemplate(bundledTemplate('qwen-3'));
		await state.write(DEFAULT_RECIPE);
		expect(state.files).toEqual([FILE]);
	});

	it('of another kind make a report stale', async () => {
		const state = stateOver(new Data());
		state.setTemplate(bundledTemplate('qwen-3'));
		await state.check(DEFAULT_RECIPE);
		expect(state.report).not.toBeNull();
		state.setOptions({ reasoning: 'drop' });
		expect(state.report).toBeNull();
	});
});
