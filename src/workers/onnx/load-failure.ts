import type { OnnxModelRef } from '../../lib/core/generate/model-ref.ts';
import { AppError, type ErrorCode } from '../../lib/core/model/errors.ts';

/** What transformers.js and ONNX Runtime say when a model does not load, and what a person can do. */
const CAUSES: readonly {
	readonly pattern: RegExp;
	readonly code: ErrorCode;
	readonly sentence: string;
}[] = [
	{
		pattern: /WebAssembly SIMD/i,
		code: 'not-supported',
		sentence:
			'This browser or its processor has no vectors in WebAssembly (SIMD), without which no model runs here. Try another browser or another machine; everything else works here too.'
	},
	{
		pattern: /unauthorized|401|forbidden|403|gated/i,
		code: 'model-missing',
		sentence:
			'The hub does not give it to everybody: it is private, gated, or its name is misspelt. Choose an open model.'
	},
	{
		// Some hosts answer with their start page where a file is not there; a tokenizer without its own is undefined.
		pattern: /could not locate|not found|404|file was not found|not valid JSON|tokenizer_class/i,
		code: 'model-missing',
		sentence:
			'One of its files is not there. Check the name, the revision and the precision: it needs an ONNX version, such as those of onnx-community.'
	},
	{
		pattern: /unsupported model type|unknown model/i,
		code: 'model-unfit',
		sentence: 'This kind of model cannot be run here. Choose another one.'
	},
	{
		pattern: /out of memory|bad_alloc|memory access|allocation failed|RangeError/i,
		code: 'model-unfit',
		sentence:
			'There is not enough memory for it. Choose a smaller model or a smaller precision, or close other tabs.'
	},
	{
		pattern: /does not support fp16|f16/i,
		code: 'model-unfit',
		sentence: 'This GPU cannot compute with 16-bit numbers. Choose another precision, such as q4.'
	},
	{
		pattern: /fetch|network|load failed/i,
		code: 'network-failed',
		sentence: 'Its files could not be fetched. Check the connection and try again.'
	},
	{
		pattern: /protobuf|invalid model|parsing failed|deserialize/i,
		code: 'model-damaged',
		sentence: 'Its file is damaged. Delete it from the cache and load it again.'
	}
];

export function loadFailure(ref: OnnxModelRef, error: unknown): AppError {
	const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	const cause = CAUSES.find(({ pattern }) => pattern.test(detail));
	const sentence = cause?.sentence ?? 'Try again, or choose another one.';
	return new AppError(
		cause?.code ?? 'generation-failed',
		`The model ${ref.id} could not be loaded. What was written is safe. ${sentence}`,
		{ detail, cause: error }
	);
}
