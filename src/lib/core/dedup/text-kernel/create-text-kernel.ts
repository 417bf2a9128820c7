import { PlainTextKernel } from './plain-text-kernel.ts';
import { runsHere, SimdTextKernel } from './simd-text-kernel.ts';
import type { TextKernel } from './text-kernel.ts';

/** The faster of the two kernels that runs here. @param wasm the bytes of kernels/text-grams/text-grams.wasm */
export function createTextKernel(wasm: Uint8Array): TextKernel {
	return runsHere(wasm) ? new SimdTextKernel(wasm) : new PlainTextKernel();
}
