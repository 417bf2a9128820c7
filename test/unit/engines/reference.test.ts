import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	logprobOf,
	rankOf,
	summariseLogits
} from '../../../src/lib/core/generate/measure-logits.ts';
import { scoreTokens } from '../../../src/lib/core/generate/score-tokens.ts';
import { type TokenTrack, TrackRecorder } from '../../../src/lib/core/generate/token-track.ts';
import { type DemoLm, loadDemoLm } from '../../support/node-onnx.ts';
import { PlainModel } from '../../support/plain-model.ts';
import { deviationOf, type ReferenceCase, toleranceOf } from '../../support/reference.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const cases = JSON.parse(
	await readFile(`${fixtures}engines/reference.json`, 'utf8')
) as ReferenceCase[];
const MODELS = ['demo-terse', 'demo-student'];
const nameOf = ({ model, ids, responseText }: ReferenceCase): string =>
	`${model}, ${ids.length} tokens: ${responseText.slice(0, 30).replaceAll('\n', ' ')}`;
const named = cases.map((reference) => [nameOf(reference), reference] as const);
const options = {
	signal: new AbortController().signal,
	pace: { now: () => 0, breathe: () => Promise.resolve() }
};

async function loadPlain(id: string): Promise<PlainModel> {
	return PlainModel.load(async (file) => {
		const bytes = await readFile(`${fixtures}tiny-mlc/models/${id}/${file}`);
		return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
	});
}

function plainTrack(model: PlainModel, { promptIds, ids }: ReferenceCase): TokenTrack {
	const logits = model.logitsOf([...promptIds, ...ids]);
	const recorder = new TrackRecorder();
	for (const [i, id] of ids.entries()) {
		const row = logits[promptIds.length + i - 1]!;
		const summary = summariseLogits(row, 0, row.length);
		recorder.push(
			id,
			logprobOf(row, 0, id, summary),
			summary.entropy,
			rankOf(row, 0, row.length, id)
		);
	}
	return recorder.track();
}

describe('the reference numbers', () => {
	it('are of both models, and cover a long and a Unicode response', () => {
		expect(new Set(cases.map(({ model }) => model))).toEqual(new Set(MODELS));
		expect(cases.some(({ ids }) => ids.length > 300)).toBe(true);
		expect(cases.some(({ responseText }) => /[^\x00-\x7f]/.test(responseText))).toBe(true);
	});
});

describe('the plain-JavaScript oracle', () => {
	it.each(named)(
		'agrees with PyTorch: %s',
		async (_, reference) => {
			const deviation = deviationOf(
				plainTrack(await loadPlain(reference.model), reference),
				reference
			);
			expect(deviation.logprob).toBeLessThan(toleranceOf(reference));
			expect(deviation.entropy).toBeLessThan(toleranceOf(reference));
			expect(deviation.ranks).toBe(0);
		},
		60_000
	);
});

describe('the ONNX engine', () => {
	const demos = new Map<string, DemoLm>();
	beforeAll(async () => {
		for (const id of MODELS) demos.set(id, await loadDemoLm(id));
	});

	it.each(named)('reads the prompt and the response as the same tokens: %s', (_, reference) => {
		const { encoder } = demos.get(reference.model)!;
		expect(encoder.text(reference.promptText)).toEqual(reference.promptIds);
		expect(encoder.text(reference.responseText)).toEqual(reference.ids);
	});

	it.each(named)('agrees with PyTorch, in one pass and in chunks: %s', async (_, reference) => {
		const { lm } = demos.get(reference.model)!;
		for (const chunk of [{}, { chunkTokens: 61 }]) {
			const { track, meanHidden } = await scoreTokens(lm, reference.promptIds, reference.ids, {
				...options,
				...chunk
			});
			const deviation = deviationOf(track, reference);
			expect(deviation.logprob).toBeLessThan(toleranceOf(reference));
			expect(deviation.entropy).toBeLessThan(toleranceOf(reference));
			expect(deviation.ranks).toBe(0);
			for (const [i, value] of reference.embedding.entries()) {
				expect(meanHidden![i]).toBeCloseTo(value, 3);
			}
		}
	});
});
