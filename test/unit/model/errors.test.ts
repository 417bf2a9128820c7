import { describe, expect, it } from 'vitest';
import {
	AppError,
	Cancelled,
	isCancelled,
	toAppError
} from '../../../src/lib/core/model/errors.ts';

describe('toAppError', () => {
	it('keeps an error that says already what happened', () => {
		const known = new AppError('storage-full', 'Full.');
		expect(toAppError(known, 'internal', 'Else.')).toBe(known);
		expect(known).toMatchObject({ name: 'AppError', detail: undefined, cause: undefined });
	});

	it('says what happened, and keeps what was thrown as detail and cause', () => {
		const thrown = new TypeError('x is not a function');
		expect(toAppError(thrown, 'internal', 'A mistake.')).toMatchObject({
			code: 'internal',
			message: 'A mistake.',
			detail: 'TypeError: x is not a function',
			cause: thrown
		});
		expect(toAppError('gone', 'internal', 'A mistake.').detail).toBe('gone');
	});
});

describe('isCancelled', () => {
	it('knows what the user stopped, here or in the browser', () => {
		expect(isCancelled(new Cancelled())).toBe(true);
		expect(isCancelled(new DOMException('', 'AbortError'))).toBe(true);
	});

	it('takes nothing else for that', () => {
		for (const other of [new Error('Cancelled'), 'Cancelled', null, { name: 'Cancelled' }]) {
			expect(isCancelled(other)).toBe(false);
		}
	});
});
