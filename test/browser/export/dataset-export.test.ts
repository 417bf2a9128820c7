import { proxy } from 'comlink';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_EXPORT } from '../../../src/lib/core/export/options.ts';
import { DEFAULT_RECIPE, type Recipe } from '../../../src/lib/core/model/recipe.ts';
import type { ExportedDataset } from '../../../src/lib/protocol/db-api.ts';
import { DbClient } from '../../../src/lib/services/db-client.ts';
import { clearStorage } from '../db/stored-journal.ts';
import { storedAnalysis, storedTrajectory, storedVerdict } from './stored-rows.ts';

const RECIPE: Recipe = {
	...DEFAULT_RECIPE,
	quality: { ...DEFAULT_RECIPE.quality, verdict: 'correct' }
};
const ids = Array.from({ length: 300 }, (_, n) => `x${String(n).padStart(3, '0')}`);

let client: DbClient;
beforeAll(async () => {
	await clearStorage();
	client = new DbClient();
	await client.start();
	const { id } = await client.call((api) => api.createProject('Export'));
	await client.openProject(id, () => undefined);
	await client.call((api) => api.append('trajectories', ids.map(storedTrajectory)));
	await client.call((api) => api.append('analyses', ids.map(storedAnalysis)));
	await client.call((api) => api.append('verdicts', ids.map(storedVerdict)));
});
afterAll(async () => {
	client.terminate();
	await clearStorage();
});

async function write(shares: number[] = []): Promise<ExportedDataset> {
	const onProgress = proxy((share: number) => void shares.push(share));
	return client.call((api) => api.exportDataset(RECIPE, DEFAULT_EXPORT, onProgress));
}

async function sha256(file: Blob): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('an export in the browser', () => {
	it('comes as files on the disk that the page can read, with their hashes', async () => {
		const shares: number[] = [];
		const { files } = await write(shares);
		const data = files[0]!;
		const lines = (await data.file.text()).trimEnd().split('\n');
		expect(lines).toHaveLength(ids.length);
		for (const line of lines) expect(() => void JSON.parse(line)).not.toThrow();
		for (const { file, name, bytes, sha256: expected } of files) {
			expect([name, file.size, await sha256(file)]).toEqual([name, bytes, expected]);
		}
		expect(shares.at(-1)).toBe(1);
	});

	it('come as one archive too, which refers to the files on the disk', async () => {
		const { files, archive } = await write();
		const packed = unzipSync(new Uint8Array(await archive!.arrayBuffer()));
		expect(Object.keys(packed)).toEqual(files.map(({ name }) => name));
		for (const { name, file } of files) {
			expect(packed[name]).toEqual(new Uint8Array(await file.arrayBuffer()));
		}
	});

	it('gives the same bytes again', async () => {
		const hashes = async () => (await write()).files.map((file) => [file.name, file.sha256]);
		const first = await hashes();
		expect(first).toHaveLength(5);
		expect(await hashes()).toEqual(first);
	});

	it('can be cancelled, and written afterwards', async () => {
		const cancelled = write().then(
			() => 'finished',
			(error: unknown) => (error instanceof Error ? error.name : 'unknown')
		);
		await client.call((api) => api.cancelExport());
		expect(await cancelled).toBe('Cancelled');
		expect((await write()).files).toHaveLength(5);
	});
});
