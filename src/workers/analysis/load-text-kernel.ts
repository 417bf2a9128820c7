import wasmUrl from '../../../kernels/text-grams/text-grams.wasm?url';
import { createTextKernel } from '../../lib/core/dedup/text-kernel/create-text-kernel.ts';
import type { TextKernel } from '../../lib/core/dedup/text-kernel/text-kernel.ts';
import { AppError } from '../../lib/core/model/errors.ts';

/**
 * The faster of the two kernels that this browser runs.
 * @throws AppError 'network-failed' where the host of this page does not give its file
 */
export async function loadTextKernel(): Promise<TextKernel> {
	try {
		const response = await fetch(wasmUrl);
		if (!response.ok) throw new Error(`HTTP ${response.status}`);
		return createTextKernel(new Uint8Array(await response.arrayBuffer()));
	} catch (error) {
		throw new AppError(
			'network-failed',
			'The part of Retort that searches for duplicates could not be loaded. Nothing was changed. Reload the page and try again.',
			{ detail: `${wasmUrl}: ${String(error)}`, cause: error }
		);
	}
}
