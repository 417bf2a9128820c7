import { expect, it } from 'vitest';
import { countBytes } from '../../../src/lib/core/import/byte-source.ts';
import { memorySource } from './memory-source.ts';

it('counts what is fetched of a source, whichever way, and changes nothing of it', async () => {
	let total = 0;
	const source = memorySource('a.jsonl', 'abcdefgh', 3);
	const counted = countBytes(source, (bytes) => (total += bytes));
	expect(counted).toMatchObject({ name: 'a.jsonl', sizeBytes: 8, modifiedAtMs: null });

	const chunks: string[] = [];
	for await (const chunk of counted.bytes()) chunks.push(new TextDecoder().decode(chunk));
	expect(chunks).toEqual(['abc', 'def', 'gh']);
	expect(total).toBe(8);

	const access = await counted.randomAccess();
	expect(access.byteLength).toBe(8);
	expect(new TextDecoder().decode(await access.slice(2, 5))).toBe('cde');
	expect(new TextDecoder().decode(await access.slice(6))).toBe('gh');
	expect(total).toBe(8 + 3 + 2);
});
