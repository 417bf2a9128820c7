import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { directAddress } from '../../../src/workers/import/fetch-file.ts';
import { parseChatConfig } from '../../../src/workers/webllm/chat-config.ts';
import { customAddress } from '../../../src/workers/webllm/package-address.ts';
import { parseShardList } from '../../../src/workers/webllm/shard-list.ts';
import { FILE_ADDRESSES } from '../../hostile/addresses.ts';
import { CHAT_CONFIGS, MODEL_ADDRESSES, SHARD_PATHS } from '../../hostile/model-metadata.ts';

const PAGE = 'https://retort.example/some/place/';
const FOLDER = 'https://models.example/model/';

describe('mlc-chat-config.json', () => {
	it.each(CHAT_CONFIGS)('$name: is refused', ({ text }) => {
		const bytes = new TextEncoder().encode(text);
		expect(() => parseChatConfig(bytes, FOLDER)).toThrow(AppError);
	});
});

describe('a shard', () => {
	const list = (dataPath: string) => ({ records: [{ dataPath, nbytes: 4 }] });

	it('in the folder of its model is taken', () => {
		expect(parseShardList(list('params_0.bin'), FOLDER)[0]!.url).toBe(`${FOLDER}params_0.bin`);
	});

	it.each(SHARD_PATHS)('$name: is refused', ({ text }) => {
		expect(() => parseShardList(list(text), FOLDER)).toThrow(AppError);
	});
});

describe('the address of a model', () => {
	const model = { engine: 'webllm', source: 'url', id: 'x' } as const;
	const good = 'https://models.example/model';

	it.each(MODEL_ADDRESSES)('$name: is refused', ({ text }) => {
		expect(() => customAddress({ ...model, url: text, libraryUrl: good }, PAGE)).toThrow(AppError);
		expect(() => customAddress({ ...model, url: good, libraryUrl: text }, PAGE)).toThrow(AppError);
	});
});

describe('the address of a data file', () => {
	it.each(FILE_ADDRESSES)('$name: is refused', ({ text }) => {
		expect(() => directAddress(text)).toThrow(AppError);
	});

	it('loses a password', () => {
		expect(directAddress('https://user:secret@a.example/x').href).toBe('https://a.example/x');
	});
});
