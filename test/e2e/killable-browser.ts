import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS } from './browser.ts';

export interface KillableBrowser {
	readonly page: Page;
	/** SIGKILL to the browser and all its processes, as a power cut would end them. */
	kill(): Promise<void>;
}

/** A Chromium with a profile on disk, in a process group of its own that can be killed whole. */
export async function launchKillable(profile: string): Promise<KillableBrowser> {
	const flags = [...CHROMIUM_FLAGS, '--headless=new', '--disable-gpu', '--remote-debugging-port=0'];
	const child = spawn(CHROMIUM, [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
		detached: true,
		stdio: ['ignore', 'ignore', 'pipe']
	});
	const browser = await chromium.connectOverCDP(await debuggerUrl(child));
	const context = browser.contexts()[0];
	if (!context) throw new Error('Chromium has no context');
	const page = context.pages()[0] ?? (await context.newPage());
	return {
		page,
		async kill() {
			const gone = once(child, 'exit');
			if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
			await gone;
			await browser.close().catch(() => undefined);
		}
	};
}

/** Chromium prints the address of its debugger to stderr once it listens. */
function debuggerUrl(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let text = '';
		child.stderr?.setEncoding('utf8');
		child.stderr?.on('data', (chunk: string) => {
			text += chunk;
			const found = /DevTools listening on (ws:\S+)/.exec(text);
			if (found?.[1]) resolve(found[1]);
		});
		child.once('exit', () => reject(new Error(`Chromium ended: ${text}`)));
	});
}
