import { proxy } from 'comlink';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_EXPORT } from '../../../src/lib/core/export/options.ts';
import { DEFAULT_RECIPE, type Recipe } from '../../../src/lib/core/model/recipe.ts';
import type { ExportedFile } from '../../../src/lib/protocol/db-api.ts';
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

async function write(shares: number[] = []): Promise<readonly ExportedFile[]> {
	const onProgress = proxy((share: number) => void shares.push(share));
	const { files } = await client.call((api) =>
		api.exportDataset(RECIPE, DEFAULT_EXPORT, onProgress)
	);
	return files;
}

async function sha256(file: Blob): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('an export in the browser', () => {
	it('comes as files on the disk that the page can read, with their hashes', async () => {
		const shares: number[] = [];
		const files = await write(shares);
		const data = files[0]!;
		const lines = (await data.file.text()).trimEnd().split('\n');
		expect(lines).toHaveLength(ids.length);
		for (const line of lines) expect(() => void JSON.parse(line)).not.toThrow();
		for (const { file, name, bytes, sha256: expected } of files) {
			expect([name, file.size, await sha256(file)]).toEqual([name, bytes, expected]);
		}
		expect(shares.at(-1)).toBe(1);
	});

	it('gives the same bytes again', async () => {
		const hashes = async () => (await write()).map((file) => [file.name, file.sha256]);
		const first = await hashes();
		expect(first).toHaveLength(6);
		expect(await hashes()).toEqual(first);
	});

	it('can be cancelled, and written afterwards', async () => {
		const cancelled = write().then(
			() => 'finished',
			(error: unknown) => (error instanceof Error ? error.name : 'unknown')
		);
		await client.call((api) => api.cancelExport());
		expect(await cancelled).toBe('Cancelled');
		expect(await write()).toHaveLength(6);
	});
});
