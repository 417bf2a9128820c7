/** What the tests of the fixture reach inside web-llm 0.2.86. None of it is public. */
import type { MLCEngine } from '@mlc-ai/web-llm';

interface Tensor {
	readonly shape: number[];
	view(shape: number[]): Tensor;
	copyFrom(source: Tensor | ArrayLike<number>): Tensor;
	toArray(): Float32Array;
}
type PackedFunction = (...args: unknown[]) => unknown;

interface Runtime {
	readonly memory: { readonly memory: WebAssembly.Memory };
	readonly exports: { TinyMlcLiveObjects(): number };
	beginScope(): void;
	endScope(): void;
	cpu(): unknown;
	empty(shape: number[], type: string, device: unknown): Tensor;
	makeShapeTuple(shape: number[]): unknown;
}

export interface Pipeline {
	readonly tvm: Runtime;
	readonly vm: { getFunction(name: string): PackedFunction | undefined };
	readonly tokenizer: { encode(text: string): Int32Array; decode(tokens: Int32Array): string };
	readonly device: { sync(): Promise<void> };
	readonly kvCache: unknown;
	readonly params: unknown;
	embed(tokens: Tensor, params: unknown): Tensor;
	fKVCacheBeginForward(cache: unknown, sequences: unknown, lengths: unknown): void;
	fKVCacheEndForward(cache: unknown): void;
	resetChat(): void;
}

export function pipelineOf(engine: MLCEngine, id: string): Pipeline {
	const { loadedModelIdToPipeline } = engine as unknown as {
		loadedModelIdToPipeline: Map<string, Pipeline>;
	};
	return loadedModelIdToPipeline.get(id)!;
}

export function hasBatchVerify(pipeline: Pipeline): boolean {
	pipeline.tvm.beginScope();
	try {
		return pipeline.vm.getFunction('batch_verify') !== undefined;
	} finally {
		pipeline.tvm.endScope();
	}
}

/** Logits after each of the tokens, in one pass over an empty cache. */
export async function verifyAll(pipeline: Pipeline, tokens: number[]): Promise<Float32Array[]> {
	const { tvm, kvCache, params } = pipeline;
	pipeline.resetChat();
	tvm.beginScope();
	try {
		const verify = pipeline.vm.getFunction('batch_verify')!;
		const ids = tvm.empty([tokens.length], 'int32', pipeline.device).copyFrom(tokens);
		const embedded = pipeline.embed(ids, params);
		pipeline.fKVCacheBeginForward(
			kvCache,
			tvm.makeShapeTuple([0]),
			tvm.makeShapeTuple([tokens.length])
		);
		const result = verify(embedded.view([1, ...embedded.shape]), kvCache, params);
		pipeline.fKVCacheEndForward(kvCache);
		const logits = (result as { get(index: number): Tensor }).get(0);
		const onCpu = tvm.empty(logits.shape, 'float32', tvm.cpu()).copyFrom(logits);
		await pipeline.device.sync();
		const vocabulary = logits.shape[2]!;
		const all = onCpu.toArray();
		return tokens.map((_, i) => all.slice(i * vocabulary, (i + 1) * vocabulary));
	} finally {
		tvm.endScope();
		pipeline.resetChat();
	}
}
