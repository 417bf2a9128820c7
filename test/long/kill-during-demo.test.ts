import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counts, DEMO_JOBS, runDemoWithKills } from '../e2e/interrupted-demo.ts';
import { serveStatic, type StaticServer } from '../e2e/static-server.ts';

const KILLS = 20;
const SEED = 20_261;
/** On average half of it: the kills are spread over the whole run. */
const SPREAD = 70;

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

describe(`killing the browser ${KILLS} times during a demo run`, () => {
	it('loses nothing that was acknowledged, duplicates nothing, and runs to its end', async () => {
		const demo = await runDemoWithKills(server.url, join(folder, 'profile'), KILLS, SEED, SPREAD);
		try {
			for (const { acknowledged, found } of demo.kills) {
				expect(found).toBeGreaterThanOrEqual(acknowledged);
			}
			console.log(JSON.stringify({ seed: SEED, kills: demo.kills }));
			await demo.page.getByRole('heading', { name: 'Run: done' }).waitFor({ timeout: 600_000 });
			const { rows, perTeacher } = await counts(demo.page);
			expect(rows).toBe(DEMO_JOBS);
			expect(perTeacher).toEqual([DEMO_JOBS / 3, DEMO_JOBS / 3, DEMO_JOBS / 3]);
		} finally {
			await demo.close();
		}
	});
});
