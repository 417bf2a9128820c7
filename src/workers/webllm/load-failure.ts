import { AppError, type ErrorCode, isCancelled } from '../../lib/core/model/errors.ts';

interface Cause {
	readonly pattern: RegExp;
	readonly code: ErrorCode;
	readonly sentence: string;
}

/** What web-llm and TVM say when a model does not load, and what a person can do. */
const CAUSES: readonly Cause[] = [
	{
		pattern: /failed to fetch|dynamically imported|load failed|NetworkError/i,
		code: 'network-failed',
		sentence: 'Its files could not be fetched. Check the connection and try again.'
	},
	{
		pattern: /ShaderF16|FeatureSupport|shader-f16/i,
		code: 'model-unfit',
		sentence:
			'This GPU cannot compute with 16-bit numbers. Choose the version with f32 in its name.'
	},
	{
		pattern: /WebGPUNotAvailable|compatible GPU|requested max/i,
		code: 'model-unfit',
		sentence: 'This browser offers no GPU that WebLLM can use. Choose a small ONNX model instead.'
	},
	{
		pattern: /DeviceLost|device (was|is) lost|already been disposed|out of memory|OutOfMemory/i,
		code: 'device-lost',
		sentence:
			'The GPU gave up while the model was loading, most likely because its memory is full. Close other tabs, or choose a smaller model.'
	},
	{
		// The tokenizer's library has no other way to say that it cannot read a file.
		pattern: /Aborted\(/,
		code: 'model-damaged',
		sentence: 'Its tokenizer cannot be read. Delete the model from the cache and load it again.'
	},
	{
		pattern:
			/Cannot find|LinkError|CompileError|import object|does not have the shape|_metadata|ABI|parameter|WebAssembly/i,
		code: 'model-unfit',
		sentence:
			'Its library and its weights do not belong together, or the library was compiled for another version of WebLLM. Check the address of the library.'
	}
];

export function loadFailure(id: string, error: unknown): Error {
	if (error instanceof AppError || isCancelled(error)) return error as Error;
	const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	const cause = CAUSES.find(({ pattern }) => pattern.test(detail));
	const sentence = cause?.sentence ?? 'Try again, or choose another one.';
	return new AppError(
		cause?.code ?? 'generation-failed',
		`The model ${id} could not be loaded. What was written is safe. ${sentence}`,
		{ detail, cause: error }
	);
}
