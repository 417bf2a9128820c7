import type {
	Engine,
	GenerateEvents,
	GenerateRequest,
	LoadedModel
} from '../../src/lib/core/generate/engine.ts';
import type { ModelRef } from '../../src/lib/core/generate/model-ref.ts';
import type { TokenTrack } from '../../src/lib/core/generate/token-track.ts';
import { Cancelled } from '../../src/lib/core/model/errors.ts';

/** Does what a test tells it with one request; by default it answers with the seed. */
export type Script = (request: GenerateRequest, index: number) => string | Promise<string>;

/** An engine without a model, for tests of everything around engines. */
export class ScriptedEngine implements Engine {
	readonly name = 'onnx';
	script: Script = (request) => `<think>\n</think>\n\\boxed{${request.seed}}`;
	/** Thrown by the next `load`. */
	loadFailure: Error | null = null;
	loads = 0;
	batches: number[] = [];
	#loaded: ModelRef | null = null;

	async capabilities(): ReturnType<Engine['capabilities']> {
		return { webgpu: { available: false, reason: 'This is a test.' } };
	}

	async load(model: ModelRef): Promise<LoadedModel> {
		this.loads += 1;
		if (this.loadFailure !== null) throw this.loadFailure;
		this.#loaded = model;
		return {
			model,
			device: 'wasm',
			contextTokens: 100,
			vocabularySize: 10,
			batchSize: 4,
			runtime: 'scripted 1',
			scoring: 'one-pass',
			isKept: true
		};
	}

	async generate(
		requests: readonly GenerateRequest[],
		events: GenerateEvents,
		signal: AbortSignal
	): Promise<void> {
		if (this.#loaded === null) throw new Error('nothing is loaded');
		this.batches.push(requests.length);
		for (const [index, request] of requests.entries()) {
			if (signal.aborted) throw new Cancelled();
			const text = await this.script(request, index);
			events.onText(index, text, text.length);
			events.onEnd(index, {
				text,
				finishReason: 'stop',
				startsInThinking: false,
				promptTokens: 3,
				elapsedMs: 1,
				track: flatTrack(text, -0.5, 1),
				starts: everyCharacter(text)
			});
		}
	}

	/** Every character is a token of 0.5 nats and rank 3; a text with '!' does not fit whole. */
	async score(requests: Parameters<Engine['score']>[0]): ReturnType<Engine['score']> {
		return requests.map(({ response, localWindow }) => {
			const read = response.includes('!') ? response.slice(0, response.indexOf('!')) : response;
			const track = flatTrack(read, -0.5, 3);
			return {
				track,
				starts: everyCharacter(read),
				localTrack: localWindow === undefined ? null : flatTrack(read, -0.75, 4),
				promptTokens: 3,
				truncated: read.length < response.length
			};
		});
	}
	async embed(): ReturnType<Engine['embed']> {
		return [];
	}
	async unload(): Promise<void> {
		this.#loaded = null;
	}
	async cachedModels(): ReturnType<Engine['cachedModels']> {
		return [];
	}
	async removeCached(): Promise<void> {
		// Nothing is kept.
	}
}

function flatTrack(text: string, logprob: number, rank: number): TokenTrack {
	return {
		ids: Int32Array.from(text, (character) => character.charCodeAt(0)),
		logprobs: new Float32Array(text.length).fill(logprob),
		entropies: new Float32Array(text.length).fill(0.25),
		ranks: new Int32Array(text.length).fill(rank)
	};
}

/** Every character is a token. */
function everyCharacter(text: string): Int32Array {
	return Int32Array.from({ length: text.length }, (_, at) => at);
}
