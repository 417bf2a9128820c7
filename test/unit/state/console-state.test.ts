import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError, Cancelled } from '../../../src/lib/core/model/errors.ts';
import type { ConsoleAnswer } from '../../../src/lib/protocol/console-api.ts';
import type { PageDb } from '../../../src/lib/services/remote-db.ts';
import { ConsoleState } from '../../../src/lib/state/console-state.svelte.ts';
import { RouterState } from '../../../src/lib/state/router-state.svelte.ts';

/** As much of a window as the router looks at. */
function fakeWindow(hash: string): Window {
	const location = { hash };
	const history = {
		replaceState: (_: unknown, __: string, to: string) => void (location.hash = to)
	};
	return { location, history, addEventListener: () => undefined } as unknown as Window;
}

const ANSWER: ConsoleAnswer = {
	columns: [{ name: 'a', type: 'INTEGER', kind: 'number' }],
	rows: 1,
	cut: null,
	elapsedMs: 1
};

/** Statements are answered when the test says so. */
class FakeConsole {
	readonly asked: { readonly sql: string; readonly settle: PromiseWithResolvers }[] = [];
	readonly db = {
		consoleRun: (sql: string) =>
			new Promise<ConsoleAnswer>((resolve, reject) => {
				this.asked.push({ sql, settle: { resolve, reject } });
			}),
		consoleCancel: async () => undefined,
		consoleRows: async () => [['1']]
	} as unknown as PageDb;
}
interface PromiseWithResolvers {
	readonly resolve: (answer: ConsoleAnswer) => void;
	readonly reject: (error: unknown) => void;
}

let fake: FakeConsole;
let router: RouterState;
let console: ConsoleState;
function arriveAt(hash: string): void {
	fake = new FakeConsole();
	router = new RouterState(fakeWindow(hash));
	console = new ConsoleState(fake.db, router);
	console.arrive();
}
beforeEach(() => {
	vi.useFakeTimers();
	arriveAt('#sql');
});
afterEach(() => vi.useRealTimers());

describe('the statement and the address', () => {
	it('is what a link holds', () => {
		arriveAt('#/sql?sql=SELECT+1+%3F');
		expect(console.text).toBe('SELECT 1 ?');
	});

	it('goes into the address once typing rests, while it is short', () => {
		console.setText('SELECT');
		console.setText('SELECT 2');
		expect(router.param('sql')).toBe('');
		vi.runAllTimers();
		expect(router.param('sql')).toBe('SELECT 2');
		console.setText(`SELECT '${'x'.repeat(2_000)}'`);
		vi.runAllTimers();
		expect(router.param('sql')).toBe('');
		expect(console.text).toHaveLength(2_009);
	});

	it('stays when the place is left and entered again', () => {
		console.setText('SELECT 3');
		router.set({ sql: '' });
		console.arrive();
		expect(console.text).toBe('SELECT 3');
		expect(router.param('sql')).toBe('SELECT 3');
	});

	it('does not write into the address of another place', () => {
		arriveAt('#/curate');
		console.setText('SELECT 4');
		vi.runAllTimers();
		expect(router.param('sql')).toBe('');
	});
});

describe('a run', () => {
	it('shows its answer', async () => {
		console.setText('SELECT 1 AS a');
		const run = console.run();
		expect(console.running).toBe(true);
		fake.asked[0]!.settle.resolve(ANSWER);
		await run;
		expect(console.running).toBe(false);
		expect(console.answer).toMatchObject({ rows: 1, sql: 'SELECT 1 AS a' });
		expect(console.answer?.table.row(0)).toEqual({ index: 0, cells: ['1'] });
	});

	it('is forgotten for a newer one', async () => {
		const first = console.run();
		const second = console.run();
		fake.asked[1]!.settle.resolve({ ...ANSWER, rows: 7 });
		fake.asked[0]!.settle.reject(new Cancelled());
		await Promise.all([first, second]);
		expect(console.answer?.rows).toBe(7);
		expect(console.failure).toBeNull();
	});

	it('says why it has no answer', async () => {
		const run = console.run();
		fake.asked[0]!.settle.reject(new AppError('query-refused', 'The console only reads.'));
		await run;
		expect(console.failure?.message).toBe('The console only reads.');
		expect(console.answer).toBeNull();
	});

	it('says that it was cancelled, however it ended', async () => {
		for (const end of [new Cancelled(), new AppError('worker-died', 'closed')]) {
			const run = console.run();
			await console.cancel();
			expect(console.cancelling).toBe(true);
			fake.asked.at(-1)!.settle.reject(end);
			await run;
			expect(console.cancelled).toBe(true);
			expect(console.failure).toBeNull();
			expect(console.running || console.cancelling).toBe(false);
		}
	});
});
