import wasmUrl from '../../../kernels/edit-distance/edit-distance.wasm?url';
import { AppError } from '../../lib/core/model/errors.ts';
import type { EditDistanceKernel } from '../../lib/core/select/edit-distance/kernel.ts';
import { PlainKernel } from '../../lib/core/select/edit-distance/plain-kernel.ts';
import { hasSimd, SimdKernel } from '../../lib/core/select/edit-distance/simd-kernel.ts';

/**
 * The faster of the two kernels that this browser runs.
 * @throws AppError 'network-failed' where the host of this page does not give its file
 */
export async function loadDistanceKernel(): Promise<EditDistanceKernel> {
	if (!hasSimd()) return new PlainKernel();
	try {
		const response = await fetch(wasmUrl);
		if (!response.ok) throw new Error(`HTTP ${response.status}`);
		return new SimdKernel(new Uint8Array(await response.arrayBuffer()));
	} catch (error) {
		throw new AppError(
			'network-failed',
			'The part of Retort that measures distances could not be loaded. Nothing was changed. Reload the page and try again.',
			{ detail: `${wasmUrl}: ${String(error)}`, cause: error }
		);
	}
}
