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

const SAMPLE_MS = 250;

export interface MemoryWatch {
	/** The most so far, in bytes. */
	peak(): number;
	end(): void;
}

/**
 * The memory that the page and its workers have taken for themselves: heaps of JavaScript and WebAssembly, buffers,
 * and what the browser keeps beside them. Code that is mapped from its files is not counted.
 */
export function watchMemory(profile: string): MemoryWatch {
	let most = 0;
	const timer = setInterval(() => {
		most = Math.max(most, ...readdirSync('/proc').map((name) => anonymousBytes(name, profile)));
	}, SAMPLE_MS);
	return { peak: () => most, end: () => clearInterval(timer) };
}

/** Of a process that runs pages and workers of this profile's browser, else 0. */
function anonymousBytes(pid: string, profile: string): number {
	if (!/^\d+$/.test(pid)) return 0;
	try {
		const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
		if (!command.includes(profile) || !command.includes('--type=renderer')) return 0;
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return 1024 * Number(/^RssAnon:\s*(\d+)/m.exec(status)?.[1] ?? 0);
	} catch {
		return 0; // It ended meanwhile.
	}
}
