import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counts, runDemoWithKills, written } from './interrupted-demo.ts';
import { serveStatic, type StaticServer } from './static-server.ts';

const KILLS = 3;

let folder: string;
let server: StaticServer;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'retort-demo-kill-'));
	server = await serveStatic(fileURLToPath(new URL('../../dist/', import.meta.url)));
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

// Twenty kills, and the run to its end, are in test/long.
describe('killing the browser in the middle of a demo run', () => {
	it('keeps what was acknowledged; the run takes itself up again and can be paused', async () => {
		const demo = await runDemoWithKills(server.url, join(folder, 'profile'), KILLS, 7, 40);
		try {
			for (const { acknowledged, found } of demo.kills) {
				expect(acknowledged).toBeGreaterThan(0);
				expect(found).toBeGreaterThanOrEqual(acknowledged);
			}
			const { page } = demo;
			const region = page.getByRole('region', { name: /^Run: / });
			await region.getByRole('button', { name: 'Pause' }).click();
			await page.getByRole('heading', { name: 'Run: paused' }).waitFor();
			const told = await written(page);
			expect(told).toBeGreaterThanOrEqual(demo.kills.at(-1)!.found);
			const { rows, perTeacher } = await counts(page);
			expect(rows).toBe(told);
			expect(perTeacher.reduce((sum, n) => sum + n, 0)).toBe(told);
		} finally {
			await demo.close();
		}
	});
});
