import { describe, expect, it } from 'vitest';
import type { ImportSource, SniffReport } from '../../../src/lib/protocol/import-api.ts';
import { ImportState, type Importer } from '../../../src/lib/state/import-state.svelte.ts';

const url = (name: string): ImportSource => ({ kind: 'url', url: name });
const nameOf = (source: ImportSource): string => (source.kind === 'url' ? source.url : '');

/** Answers in the order that a test wants. */
class SlowImporter {
	readonly answers = new Map<string, (isGood: boolean) => void>();
	sniff(source: ImportSource): Promise<SniffReport> {
		const name = nameOf(source);
		return new Promise((resolve, reject) => {
			this.answers.set(name, (isGood) => {
				if (isGood) resolve({ name: `${name}, read`, mapping: null } as unknown as SniffReport);
				else reject(new Error(`${name} failed`));
			});
		});
	}
}

describe('files that are looked at', () => {
	it('get their own answers while others come and go', async () => {
		const importer = new SlowImporter();
		const state = new ImportState(importer as unknown as Importer);
		const first = state.add([url('a')]);
		const second = state.add([url('b')]);
		const third = state.add([url('c')]);
		importer.answers.get('b')!(false);
		await second;
		state.remove(0);
		importer.answers.get('c')!(true);
		importer.answers.get('a')!(true);
		await Promise.all([first, third]);
		expect(state.items.map(({ name, failure }) => [name, failure])).toEqual([
			['b', 'b failed'],
			['c, read', '']
		]);
	});
});
