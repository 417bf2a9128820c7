import { expect, it } from 'vitest';
import { PlainTextKernel } from '../../../src/lib/core/dedup/text-kernel/plain-text-kernel.ts';
import { WordReader } from '../../../src/lib/core/dedup/text-kernel/word-reader.ts';
import { loadTextKernel } from '../../../src/workers/analysis/load-text-kernel.ts';

it('searches for duplicates with vectors in this browser, to the same bits', async () => {
	const kernel = await loadTextKernel();
	expect(kernel.kind).toBe('simd');
	const text = 'Ten ÉGGS and x² = ½ + 漢字 😀. '.repeat(50);
	const [own, plain] = [kernel, new PlainTextKernel()].map((each) => new WordReader(each, true));
	const count = own!.read(text);
	expect(count).toBe(plain!.read(text));
	expect(own!.kernel.words(count)).toEqual(plain!.kernel.words(count));
	expect(own!.kernel.sign(count)).toEqual(plain!.kernel.sign(count));
});
