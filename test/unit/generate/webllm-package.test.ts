import { describe, expect, it } from 'vitest';
import type { WebLlmModelRef } from '../../../src/lib/core/generate/model-ref.ts';
import { AppError, Cancelled } from '../../../src/lib/core/model/errors.ts';
import { parseChatConfig } from '../../../src/workers/webllm/chat-config.ts';
import { loadFailure } from '../../../src/workers/webllm/load-failure.ts';
import { LogitTap } from '../../../src/workers/webllm/logit-tap.ts';
import { customAddress } from '../../../src/workers/webllm/package-address.ts';
import { parseShardList } from '../../../src/workers/webllm/shard-list.ts';

const PAGE = 'https://app.example/retort/index.html';
const FOLDER = 'https://hub.example/a/b/resolve/main/';

describe('the address of a model', () => {
	const at = (url: string, libraryUrl = 'lib/m.wasm') => {
		const ref: WebLlmModelRef = { engine: 'webllm', source: 'url', id: 'm', url, libraryUrl };
		return customAddress(ref, PAGE);
	};

	it('is read against the page', () => {
		expect(at(' models/m ')).toMatchObject({
			folder: 'https://app.example/retort/models/m/resolve/main/',
			library: 'https://app.example/retort/lib/m.wasm'
		});
	});
	it('leads to a hub first, then to a plain folder', () => {
		expect(at('https://hub.example/a/b').sources).toEqual([FOLDER, 'https://hub.example/a/b/']);
		expect(at(FOLDER).sources).toEqual([FOLDER]);
	});
	it.each(['', 'ftp://a/b', 'data:,x', 'https://'])('may not be "%s"', (url) => {
		expect(() => at(url)).toThrow(expect.objectContaining({ code: 'url-invalid' }));
		expect(() => at(FOLDER, url)).toThrow(expect.objectContaining({ code: 'url-invalid' }));
	});
});

describe('the list of shards', () => {
	const md5sum = 'A'.repeat(32);
	const list = (...records: unknown[]) => parseShardList({ records }, FOLDER);

	it('gives names, addresses, sizes and checksums', () => {
		expect(
			list({ dataPath: 'x.bin', nbytes: 7, md5sum }, { dataPath: 'y.bin', nbytes: 8 })
		).toEqual([
			{ name: 'x.bin', url: `${FOLDER}x.bin`, bytes: 7, md5: 'a'.repeat(32) },
			{ name: 'y.bin', url: `${FOLDER}y.bin`, bytes: 8, md5: null }
		]);
	});
	it.each([
		['nothing', []],
		['no size', [{ dataPath: 'x.bin' }]],
		['another host', [{ dataPath: 'https://other.example/x', nbytes: 1 }]],
		['a folder above', [{ dataPath: '../../x', nbytes: 1 }]]
	])('may not hold %s', (_, records) => {
		expect(() => list(...records)).toThrow(expect.objectContaining({ code: 'model-damaged' }));
	});
	it('may not be something else', () => {
		expect(() => parseShardList(null, FOLDER)).toThrow(AppError);
		expect(() => parseShardList([], FOLDER)).toThrow(AppError);
	});
});

describe('the config of a model', () => {
	const CONFIG = {
		vocab_size: 640,
		context_window_size: 4096,
		quantization: 'q4f16_1',
		model_type: 'qwen3',
		tokenizer_files: ['tokenizer.json', 'vocab.json'],
		conv_template: { role_templates: { user: '{user_message}' } }
	};
	const parse = (value: unknown) =>
		parseChatConfig(new TextEncoder().encode(JSON.stringify(value)), FOLDER);

	it('says what we need', () => {
		expect(parse(CONFIG)).toEqual({
			vocabularySize: 640,
			contextTokens: 4096,
			quantisation: 'q4f16_1',
			isEmbedding: false,
			hasThinkingSwitch: true,
			tokenizerFile: 'tokenizer.json',
			templatedRoles: new Set(['user'])
		});
	});
	it('may have a window that slides, an old tokenizer, no template', () => {
		const other = {
			...CONFIG,
			context_window_size: -1,
			model_type: 'bert',
			tokenizer_files: ['tokenizer.model'],
			conv_template: {}
		};
		expect(parse(other)).toMatchObject({
			contextTokens: null,
			isEmbedding: true,
			hasThinkingSwitch: false,
			tokenizerFile: 'tokenizer.model',
			templatedRoles: new Set()
		});
	});
	it.each([null, [], 'text', {}, { ...CONFIG, vocab_size: '640' }])('may not be %j', (value) => {
		expect(() => parse(value)).toThrow(expect.objectContaining({ code: 'model-missing' }));
	});
});

describe('a model that does not load', () => {
	it.each([
		['ShaderF16SupportError', 'This model requires WebGPU extension shader-f16', 'model-unfit'],
		['DeviceLostError', 'The WebGPU device was lost while loading the model.', 'device-lost'],
		['Error', 'Object has already been disposed', 'device-lost'],
		['Error', 'Cannot find parameter lm_head.q_weight', 'model-unfit'],
		['LinkError', 'WebAssembly.instantiate(): Import #0', 'model-unfit'],
		['RuntimeError', 'Aborted(). Build with -sASSERTIONS', 'model-damaged'],
		['TypeError', 'Failed to fetch dynamically imported module: x/lib.js', 'network-failed'],
		['Error', 'something new', 'generation-failed']
	])('%s: %s', (name, message, code) => {
		const failure = loadFailure('m', Object.assign(new Error(message), { name }));
		expect(failure).toMatchObject({ code, detail: `${name}: ${message}` });
		expect(failure.message).toMatch(
			/^The model m could not be loaded\. What was written is safe\. /
		);
	});
	it('keeps what is a sentence already, and cancellations', () => {
		const known = new AppError('network-failed', 'No network.');
		expect(loadFailure('m', known)).toBe(known);
		expect(loadFailure('m', new Cancelled())).toBeInstanceOf(Cancelled);
	});
});

describe('the tap', () => {
	const LOGITS = Float32Array.of(1, 2, 3, 4);
	const likeliest = (logits: Float32Array) => logits.indexOf(Math.max(...logits));

	it('leaves web-llm one token, step after step', () => {
		const tap = new LogitTap();
		const chosen = [2, 0, 0, 3];
		tap.open(() => chosen[0]!);
		while (chosen.length > 0) {
			const forced = tap.processLogits(LOGITS);
			expect(likeliest(forced)).toBe(chosen[0]);
			expect(forced.filter((logit) => logit === 0)).toHaveLength(1);
			tap.processSampledToken(chosen.shift()!);
		}
		expect(LOGITS).toEqual(Float32Array.of(1, 2, 3, 4));
	});
	it('notices when web-llm takes another', () => {
		const tap = new LogitTap();
		tap.open(() => 2);
		tap.processLogits(LOGITS);
		expect(() => tap.processSampledToken(1)).toThrow(RangeError);
	});
	it('changes nothing when closed', () => {
		const tap = new LogitTap();
		tap.open(() => 2);
		tap.close();
		expect(tap.processLogits(LOGITS)).toBe(LOGITS);
		tap.processSampledToken(1);
	});
});
