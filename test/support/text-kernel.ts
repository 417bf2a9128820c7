import { readFileSync } from 'node:fs';
import { SimdTextKernel } from '../../src/lib/core/dedup/text-kernel/simd-text-kernel.ts';

const WASM = new URL('../../kernels/text-grams/text-grams.wasm', import.meta.url);

/** The compiled kernel of words and MinHash, in Node. */
export function simdTextKernel(): SimdTextKernel {
	return new SimdTextKernel(readFileSync(WASM));
}
