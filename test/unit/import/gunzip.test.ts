import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gunzipChunks, type GunzipLimits } from '../../../src/lib/core/import/gunzip.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { memorySource } from './memory-source.ts';

const NO_LIMITS: GunzipLimits = { maxBytes: Infinity, maxRatio: Infinity, ratioFromBytes: 0 };

/** How many bytes came out, and the failure that ended it; '' where none did. */
async function unpack(
	packed: Uint8Array,
	limits: Partial<GunzipLimits> = {},
	chunkBytes = 65_536
): Promise<{ text: string; failure: string; code: string }> {
	const decoder = new TextDecoder();
	let text = '';
	try {
		const chunks = memorySource('a.gz', packed, chunkBytes).bytes();
		for await (const chunk of gunzipChunks(chunks, { ...NO_LIMITS, ...limits })) {
			text += decoder.decode(chunk, { stream: true });
		}
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		return { text, failure: error.message, code: error.code };
	}
	return { text, failure: '', code: '' };
}

const zeros = '0'.repeat(100_000);
const packedZeros = gzipSync(zeros);

describe('what unpacks to more than it should', () => {
	it('is read up to the largest output, and no byte more', async () => {
		expect(await unpack(packedZeros, { maxBytes: 100_000 })).toEqual({
			text: zeros,
			failure: '',
			code: ''
		});
		const { failure, code } = await unpack(packedZeros, { maxBytes: 99_999 });
		expect(code).toBe('file-too-large');
		expect(failure).toBe(
			'This gzip file unpacks to far more than a data set of its size would. Reading stopped. Unpack it yourself if you trust it.'
		);
	});

	it('is told by its ratio, once enough of it came out', async () => {
		const ratio = 100_000 / packedZeros.length;
		const limits = { ratioFromBytes: 99_999, maxRatio: ratio };
		expect((await unpack(packedZeros, limits)).code).toBe('');
		expect((await unpack(packedZeros, { ...limits, maxRatio: ratio * 0.99 })).code).toBe(
			'file-too-large'
		);
		expect(
			(await unpack(packedZeros, { ratioFromBytes: 100_000, maxRatio: ratio * 0.99 })).code
		).toBe('');
	});

	it('counts every byte of the input once, however it came', async () => {
		// Several slices of one chunk: 40 kB that do not shrink.
		const noise = Array.from({ length: 40_000 }, (_, i) => (i * 7919) % 65_521).join(' ');
		const packed = gzipSync(noise);
		expect(packed.length).toBeGreaterThan(3 * 16 * 1024);
		const ratio = noise.length / packed.length;
		for (const chunkBytes of [packed.length, 10_000]) {
			expect((await unpack(packed, { maxRatio: ratio * 1.3 }, chunkBytes)).code).toBe('');
			expect((await unpack(packed, { maxRatio: ratio * 0.7 }, chunkBytes)).code).toBe(
				'file-too-large'
			);
		}
	});
});

describe('a gzip file', () => {
	it('is read to its end however short its chunks are', async () => {
		for (const chunkBytes of [1, 3, 7, 8, 9]) {
			expect(await unpack(gzipSync('ä line\n'), {}, chunkBytes)).toMatchObject({
				text: 'ä line\n',
				failure: ''
			});
		}
	});

	it('is damaged where a block of it is of no known kind', async () => {
		const packed = Uint8Array.from(gzipSync('a line\n'));
		packed[10] = 0b111; // The last block, of the reserved type 3.
		expect(await unpack(packed)).toMatchObject({
			failure: 'The gzip file is damaged. The rows before that place are good.',
			code: 'file-unreadable'
		});
	});

	it('is damaged where its text and its checksum disagree', async () => {
		const packed = Uint8Array.from(gzipSync('a line\n'));
		packed[packed.length - 8]! ^= 1;
		expect(await unpack(packed)).toMatchObject({
			text: 'a line\n',
			failure:
				'The gzip file is damaged: its checksum is wrong. The rows before that place are good.'
		});
	});
});
