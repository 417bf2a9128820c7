/** The demo models in unmodified web-llm, in the page of a test. */
import { MLCEngine, type LogitProcessor, type ModelRecord } from '@mlc-ai/web-llm';
import { inject } from 'vitest';
import { PlainModel } from '../support/plain-model.ts';

export const TEACHER = 'demo-terse';
/** Its library has no `batch_verify`. */
export const STUDENT = 'demo-student';

export function modelRecord(id: string, library = id): ModelRecord {
	const origin = inject('modelOrigin');
	return { model: `${origin}/${id}/`, model_id: id, model_lib: `${origin}/lib/${library}.wasm` };
}

/** The config is the package's `mlc-chat-config.json`. */
export function readConfig(id: string): Promise<{ conv_template: { stop_token_ids: number[] } }> {
	return readPackage(id, 'mlc-chat-config.json').then(
		(bytes) => JSON.parse(new TextDecoder().decode(bytes)) as never
	);
}

async function readPackage(id: string, file: string): Promise<ArrayBuffer> {
	const response = await fetch(`${inject('modelOrigin')}/${id}/resolve/main/${file}`);
	if (!response.ok) throw new Error(`${file} of ${id}: ${response.status}`);
	return response.arrayBuffer();
}

/** The same weights in plain JavaScript. */
export function loadPlainModel(id: string): Promise<PlainModel> {
	return PlainModel.load((file) => readPackage(id, file));
}

/** Notes what a model says at each step, and changes nothing. */
export class Recorder implements LogitProcessor {
	logits: Float32Array[] = [];
	tokens: number[] = [];

	processLogits(logits: Float32Array): Float32Array {
		this.logits.push(logits.slice());
		return logits;
	}
	processSampledToken(token: number): void {
		this.tokens.push(token);
	}
	resetState(): void {
		// web-llm calls this between requests, before a test has looked: `take` clears instead.
	}
	/** What was noted since the last time. */
	take(): { logits: Float32Array[]; tokens: number[] } {
		const taken = { logits: this.logits, tokens: this.tokens };
		this.logits = [];
		this.tokens = [];
		return taken;
	}
}

export interface DemoEngine {
	readonly engine: MLCEngine;
	readonly recorders: ReadonlyMap<string, Recorder>;
}

/** One engine with both models. */
export async function loadBoth(): Promise<DemoEngine> {
	const ids = [TEACHER, STUDENT];
	const recorders = new Map(ids.map((id) => [id, new Recorder()]));
	const engine = new MLCEngine({
		appConfig: { model_list: ids.map((id) => modelRecord(id)) },
		logitProcessorRegistry: recorders,
		logLevel: 'WARN'
	});
	await engine.reload(ids);
	return { engine, recorders };
}
