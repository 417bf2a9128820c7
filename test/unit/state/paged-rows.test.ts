import { describe, expect, it } from 'vitest';
import { PagedRows } from '../../../src/lib/state/paged-rows.svelte.ts';

function numbers(total: number) {
	const asked: number[] = [];
	const errors: unknown[] = [];
	const rows = new PagedRows<number>(
		(offset, limit) => {
			asked.push(offset);
			const length = Math.max(0, Math.min(limit, total - offset));
			return Promise.resolve(Array.from({ length }, (_, index) => offset + index));
		},
		() => Promise.resolve(total),
		tellsIn(errors)
	);
	return { rows, asked, errors };
}

function tellsIn(errors: unknown[]) {
	return (work: () => Promise<void>, isWanted: () => boolean) =>
		work().catch((error: unknown) => void (isWanted() && errors.push(error)));
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('PagedRows', () => {
	it('fetches only the pages that are looked at, each once', async () => {
		const { rows, asked } = numbers(1000);
		await rows.reload();
		rows.ensure(250, 320);
		rows.ensure(250, 320);
		await settled();
		expect(asked).toEqual([0, 200, 300]);
		expect([rows.count, rows.row(0), rows.row(255), rows.row(500)]).toEqual([
			1000,
			0,
			255,
			undefined
		]);
	});

	it('reloads what is on screen and forgets the rest', async () => {
		const { rows, asked } = numbers(1000);
		await rows.reload();
		rows.ensure(450, 460);
		await settled();
		asked.length = 0;
		await rows.reload();
		expect(asked).toEqual([400]);
		expect([rows.row(450), rows.row(0)]).toEqual([450, undefined]);
	});

	it('says nothing of rows that nobody waits for any more', async () => {
		const errors: unknown[] = [];
		let fail: (reason: Error) => void = () => undefined;
		const rows = new PagedRows<string>(
			() => new Promise((_, reject) => (fail = reject)),
			() => Promise.resolve(1),
			tellsIn(errors)
		);
		const loading = rows.reload();
		await settled();
		rows.clear();
		fail(new Error('gone'));
		await loading;
		expect(errors).toEqual([]);
	});

	it('tells of a failure and keeps what it has', async () => {
		const errors: unknown[] = [];
		let fail = false;
		const rows = new PagedRows<string>(
			() => (fail ? Promise.reject(new Error('gone')) : Promise.resolve(['a'])),
			() => Promise.resolve(1),
			tellsIn(errors)
		);
		await rows.reload();
		fail = true;
		await rows.reload();
		expect(errors).toEqual([new Error('gone')]);
		expect(rows.row(0)).toBe('a');
	});
});
