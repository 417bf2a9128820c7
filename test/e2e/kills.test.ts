import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activity } from '../crash/kills/activity.ts';
import { compactionActivity } from '../crash/kills/activities/compaction.ts';
import { curationActivity } from '../crash/kills/activities/curation.ts';
import { exportActivity } from '../crash/kills/activities/export.ts';
import { generationActivity } from '../crash/kills/activities/generation.ts';
import { importActivity } from '../crash/kills/activities/import.ts';
import { scoringActivity, takeStudent } from '../crash/kills/activities/scoring.ts';
import { killRepeatedly, MortalBrowser } from '../crash/kills/kill-repeatedly.ts';
import { serveStatic, type StaticServer } from './static-server.ts';

const SEED = 7;

let folder: string;
let server: StaticServer;
let browser: MortalBrowser;
beforeAll(async () => {
	server = await serveStatic(fileURLToPath(new URL('../../dist/', import.meta.url)));
});
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'retort-kills-'));
	browser = new MortalBrowser(server.url, join(folder, 'profile'));
	await browser.start();
});
afterEach(async () => {
	await browser.kill();
	await rm(folder, { recursive: true, force: true });
});
afterAll(() => server.close());

async function killDuring(activity: Activity): Promise<void> {
	const [kill] = await killRepeatedly(activity, browser, 1, SEED);
	expect(kill, activity.name).toMatchObject({ lost: 0, repeated: 0, halfWritten: 0 });
	await activity.complete(browser.page);
}

// Kills by the hundred, with their seeds, are `npm run test:long`; what they found is docs/reliability.md.
describe('killing the browser loses nothing that was acknowledged and shows nothing half-written', () => {
	it('during an import', async () => {
		const activity = importActivity();
		await activity.prepare(browser.page);
		await killDuring(activity);
	});

	it('while teachers write, and while a student reads', async () => {
		const generation = generationActivity(false);
		await generation.prepare(browser.page);
		await killDuring(generation);
		await takeStudent(browser.page);
		await killDuring(scoringActivity(0));
	});

	it('while a set is curated, its project compacted, and its files written', async () => {
		const curation = curationActivity();
		await curation.prepare(browser.page);
		for (const activity of [curation, compactionActivity(), exportActivity()]) {
			await killDuring(activity);
		}
	});
});
