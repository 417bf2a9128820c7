import { readdirSync, readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/chromium.ts';

export interface KillableBrowser {
	readonly page: Page;
	/** SIGKILL to the browser and all its processes, as a power cut would end them. */
	kill(): Promise<void>;
}

/** A Chromium with a profile on disk that outlives it. */
export async function launchKillable(profile: string): Promise<KillableBrowser> {
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: CHROMIUM,
		args: CHROMIUM_FLAGS
	});
	const page = context.pages()[0] ?? (await context.newPage());
	return {
		page,
		async kill() {
			for (const pid of processesOf(profile)) killNow(pid);
			await context.close().catch(() => undefined);
		}
	};
}

/** Only processes that were started with this very profile: nobody else's browser. */
function processesOf(profile: string): number[] {
	return readdirSync('/proc')
		.map(Number)
		.filter((pid) => pid > 0 && commandLine(pid).includes(`--user-data-dir=${profile}`));
}

function commandLine(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
	} catch {
		return ''; // It ended meanwhile.
	}
}

function killNow(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It ended with its parent.
	}
}
