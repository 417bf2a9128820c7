import type { ModelRef, OnnxDtype } from '../generate/model-ref.ts';
import { parametersOf } from '../generate/webllm-catalogue.ts';

/** Bytes per parameter of a file of this kind; scales and some unquantised layers included. */
const ONNX_BYTES: Readonly<Record<OnnxDtype, number>> = {
	fp32: 4,
	fp16: 2,
	q8: 1.1,
	int8: 1.1,
	uint8: 1.1,
	q4: 0.8,
	q4f16: 0.65,
	bnb4: 0.75
};
/** MLC's quantisations, as they stand in a model's name. */
const MLC_BYTES: readonly (readonly [RegExp, number])[] = [
	[/q4f(16|32)/, 0.6],
	[/q3f16/, 0.5],
	[/q0f32/, 4],
	[/q0f16/, 2]
];
const DEFAULT_BYTES = 1;

export function bytesPerParameter(model: ModelRef): number {
	if (model.engine === 'onnx') return ONNX_BYTES[model.dtype];
	return MLC_BYTES.find(([pattern]) => pattern.test(model.id))?.[1] ?? DEFAULT_BYTES;
}

/** What there is to download, guessed from the model's name; null where it says no size. */
export function guessedBytes(model: ModelRef): number | null {
	const parameters = parametersOf(model.id);
	return parameters === null ? null : parameters * bytesPerParameter(model);
}
