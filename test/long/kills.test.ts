import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { thisMachine } from '../../bench/harness/machine.ts';
import { activities } from '../crash/kills/all-activities.ts';
import { killRepeatedly, MortalBrowser } from '../crash/kills/kill-repeatedly.ts';
import { saveKills } from '../crash/results.ts';
import { serveStatic, type StaticServer } from '../e2e/static-server.ts';

/** Other moments with another seed: `SEED=7 npm run test:long`. */
const KILLS_EACH = Number(process.env['KILLS'] ?? 17);
const SEED = Number(process.env['SEED'] ?? 20_261_130);

let folder: string;
let server: StaticServer;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'retort-kills-'));
	server = await serveStatic(fileURLToPath(new URL('../../dist/', import.meta.url)));
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

it.each(activities())(
	`${KILLS_EACH} kills lose nothing that was acknowledged: $name`,
	async (activity) => {
		const browser = new MortalBrowser(server.url, join(folder, activity.name));
		const startedAt = performance.now();
		try {
			await activity.prepare(await browser.start());
			const kills = await killRepeatedly(activity, browser, KILLS_EACH, SEED);
			for (const { lost, repeated, halfWritten } of kills) {
				expect({ lost, repeated, halfWritten }).toEqual({ lost: 0, repeated: 0, halfWritten: 0 });
			}
			await activity.complete(browser.page);
			saveKills({
				activity: activity.name,
				date: new Date().toISOString().slice(0, 10),
				machine: thisMachine(),
				browser: browser.version,
				seed: SEED,
				kills,
				completed: true,
				seconds: Math.round((performance.now() - startedAt) / 1000)
			});
		} finally {
			await browser.kill();
		}
	}
);
