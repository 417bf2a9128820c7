import type { Pace } from '../../lib/core/generate/causal-lm.ts';

/** Long enough to cost nothing, short enough for a cancellation to feel immediate. */
const BREATHE_EVERY_MS = 40;

/**
 * A worker whose promises resolve without leaving the thread never sees its messages. Every now and
 * then this gives them a turn, through a channel, because timers are throttled in hidden tabs.
 */
export function createPace(): Pace {
	const { port1, port2 } = new MessageChannel();
	let waiting: (() => void)[] = [];
	port1.onmessage = () => {
		const woken = waiting;
		waiting = [];
		for (const wake of woken) wake();
	};
	let lastMs = performance.now();
	return {
		now: () => performance.now(),
		breathe: async () => {
			if (performance.now() - lastMs < BREATHE_EVERY_MS) return;
			await new Promise<void>((resolve) => {
				waiting.push(resolve);
				port2.postMessage(null);
			});
			lastMs = performance.now();
		}
	};
}
