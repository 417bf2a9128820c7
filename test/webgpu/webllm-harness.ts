/** WebLlmEngine as its worker makes it, in the page of a test, with a hand on the MLCEngine inside. */
import * as webllm from '@mlc-ai/web-llm';
import { inject, vi } from 'vitest';
import type { GenerateRequest, GpuReport, RollOut } from '../../src/lib/core/generate/engine.ts';
import type { WebLlmModelRef } from '../../src/lib/core/generate/model-ref.ts';
import { DEFAULT_SAMPLING, type Sampling } from '../../src/lib/core/generate/sampling.ts';
import { createPace } from '../../src/workers/engine/breather.ts';
import { reportGpu } from '../../src/workers/engine/gpu-report.ts';
import { CACHE_SCOPES } from '../../src/workers/webllm/file-cache.ts';
import { ModelInternals } from '../../src/workers/webllm/web-llm-internals.ts';
import { WebLlmEngine } from '../../src/workers/webllm/webllm-engine.ts';

export const QUESTION = 'Nina has 3 boxes with 12 pens each. How many pens has she?';
export const IDLE = new AbortController().signal;
export const ignoreProgress = (): void => undefined;

export function modelRef(id: string, library = id): WebLlmModelRef {
	const origin = inject('modelOrigin');
	const libraryUrl = `${origin}/lib/${library}.wasm`;
	return { engine: 'webllm', source: 'url', id, url: `${origin}/${id}/`, libraryUrl };
}

/** Where the files of a model are kept. */
export const folderOf = (id: string): string => `${inject('modelOrigin')}/${id}/resolve/main/`;

type Gpu = Extract<GpuReport, { available: true }>;

export interface Harness {
	readonly engine: WebLlmEngine;
	/** Of the model that was loaded last. */
	internals(id: string): ModelInternals;
}

/** What a new worker would have: no model, and nothing verified yet. */
export function createHarness(gpu: Partial<Gpu> = {}): Harness {
	const made: webllm.MLCEngine[] = [];
	class WatchedEngine extends webllm.MLCEngine {
		constructor(config?: webllm.MLCEngineConfig) {
			super(config);
			made.push(this);
		}
	}
	const engine = new WebLlmEngine({
		pageUrl: `${inject('modelOrigin')}/app/`,
		loadRuntime: async () => ({ ...webllm, MLCEngine: WatchedEngine }),
		capabilities: async () => ({ webgpu: { ...(await reportGpu()), ...gpu } as GpuReport }),
		pace: createPace()
	});
	return { engine, internals: (id) => new ModelInternals(made.at(-1)!, id) };
}

export function request(
	sampling: Partial<Sampling> = {},
	rest: Partial<GenerateRequest> = {}
): GenerateRequest {
	return {
		messages: [{ role: 'user', content: QUESTION }],
		sampling: { ...DEFAULT_SAMPLING, maxTokens: 24, ...sampling },
		seed: 1,
		thinking: 'default',
		...rest
	};
}

export interface Written {
	readonly rollOut: RollOut;
	/** Texts as they were streamed. */
	readonly texts: readonly string[];
}

export async function write(
	engine: WebLlmEngine,
	what: GenerateRequest,
	signal = IDLE
): Promise<Written> {
	const texts: string[] = [];
	const ended: RollOut[] = [];
	await engine.generate(
		[what],
		{ onText: (_, text) => texts.push(text), onEnd: (_, rollOut) => ended.push(rollOut) },
		signal
	);
	return { rollOut: ended[0]!, texts };
}

export async function clearCaches(): Promise<void> {
	for (const scope of CACHE_SCOPES) await caches.delete(scope);
}

/** Answers of the network by the end of an address; everything else goes through. */
export function answer(replies: Readonly<Record<string, () => Response | Promise<Response>>>) {
	const through = globalThis.fetch;
	return vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
		const url = String(input instanceof Request ? input.url : input);
		const reply = Object.entries(replies).find(([end]) => url.endsWith(end))?.[1];
		return reply === undefined ? through(input, init) : Promise.resolve(reply());
	});
}
