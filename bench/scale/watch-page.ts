import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** The browser tells of tasks that are longer. */
const LONG_TASK_MS = 50;

/** The longest task of the page's thread, reloads included, in milliseconds; 50 where none was longer. */
export async function watchTasks(page: Page): Promise<() => number> {
	let longest = LONG_TASK_MS;
	await page.exposeFunction('retortBenchTask', (ms: number) => {
		longest = Math.max(longest, ms);
	});
	await page.addInitScript(`
		new PerformanceObserver((list) => {
			for (const { duration } of list.getEntries()) window.retortBenchTask(duration);
		}).observe({ type: 'longtask', buffered: true });
	`);
	return () => longest;
}

/** The most memory that any process of this profile's browser had resident so far, in bytes. */
export function peakMemory(profile: string): number {
	const peaks = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map((pid) => peakOf(pid, profile));
	return Math.max(0, ...peaks);
}

/** Of the processes that run pages and workers. */
function peakOf(pid: string, profile: string): number {
	try {
		const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
		if (!command.includes(profile) || !command.includes('--type=renderer')) return 0;
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return 1024 * Number(/^VmHWM:\s*(\d+)/m.exec(status)?.[1] ?? 0);
	} catch {
		return 0; // It ended meanwhile.
	}
}
