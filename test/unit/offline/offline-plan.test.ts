import { describe, expect, it } from 'vitest';
import { type BuiltFile, planOffline } from '../../../src/lib/core/offline/offline-plan.ts';

const file = (path: string, bytes = 1_000): BuiltFile => ({ path, bytes, hash: `hash of ${path}` });
const plan = (...files: BuiltFile[]) => planOffline(files);
const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);

describe('what is kept for offline use', () => {
	it('is at once what is small, wherever the page needs it', () => {
		const files = [
			'index.html',
			'manifest.webmanifest',
			'icon.svg',
			'icons/icon-192.png',
			'assets/index-1a2b3c4d.js',
			'assets/index-1a2b3c4d.css',
			'assets/KaTeX_Main-Bold-1a2b3c4d.woff2',
			'assets/db-worker-1a2b3c4d.js',
			'assets/edit-distance-1a2b3c4d.wasm'
		];
		expect(paths(plan(...files.map((path) => file(path))).precached)).toEqual(files);
	});

	it('is at once what no project works without, however large', () => {
		const database = file('assets/duckdb-eh-1a2b3c4d.wasm', 34_000_000);
		const parser = file('assets/compute-engine-1a2b3c4d.js', 3_400_000);
		const { precached, firstUse } = plan(database, parser);
		expect(paths(precached)).toEqual([database.path, parser.path]);
		expect(firstUse).toEqual([]);
	});

	it('is after its first use what is large and only some need', () => {
		const { precached, firstUse } = plan(
			file('assets/ort-wasm-1a2b3c4d.wasm', 14_000_000),
			file('assets/lib-1a2b3c4d.js', 6_000_000),
			file('samples/arithmetic/questions.jsonl')
		);
		expect(precached).toEqual([]);
		expect(paths(firstUse)).toEqual([
			'assets/ort-wasm-1a2b3c4d.wasm',
			'assets/lib-1a2b3c4d.js',
			'samples/arithmetic/questions.jsonl'
		]);
	});

	it('has a revision where the name does not change with the content', () => {
		const { precached, firstUse } = plan(
			file('index.html'),
			file('assets/index-1a2b3c4d.js'),
			file('samples/gsm8k/test.jsonl')
		);
		expect(precached).toEqual([
			{ path: 'index.html', revision: 'hash of index.html' },
			{ path: 'assets/index-1a2b3c4d.js', revision: null }
		]);
		expect(firstUse[0]?.revision).toBe('hash of samples/gsm8k/test.jsonl');
	});

	it.each([
		'models/v1/demo-terse/onnx/model.onnx',
		'models/LICENSE',
		'samples/gsm8k/LICENSE',
		'samples/arithmetic/README.md',
		'assets/index-1a2b3c4d.js.map',
		'service-worker.js',
		'_headers',
		'.nojekyll'
	])('is never %s', (path) => {
		expect(plan(file(path))).toEqual({ precached: [], firstUse: [] });
	});
});
