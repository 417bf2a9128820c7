import { readFileSync } from 'node:fs';
import type { EditDistanceKernel } from '../lib/core/select/edit-distance/kernel.ts';
import { PlainKernel } from '../lib/core/select/edit-distance/plain-kernel.ts';
import { hasSimd, SimdKernel } from '../lib/core/select/edit-distance/simd-kernel.ts';

const WASM = new URL('../../kernels/edit-distance/edit-distance.wasm', import.meta.url);

/** The faster of the two kernels that this Node runs. */
export function loadKernel(): EditDistanceKernel {
	return hasSimd() ? new SimdKernel(readFileSync(WASM)) : new PlainKernel();
}
