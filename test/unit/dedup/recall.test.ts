import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bandingFor } from '../../../src/lib/core/dedup/lsh-index.ts';
import { findNearDuplicates } from '../../../src/lib/core/dedup/near-duplicates.ts';
import { PlainTextKernel } from '../../../src/lib/core/dedup/text-kernel/plain-text-kernel.ts';
import { simdTextKernel } from '../../support/text-kernel.ts';
import { aimeParagraphs, gsm8kSolutions } from './real-texts.ts';
import { recallRows } from './recall-table.ts';
import { exactSimilarities, measureRecall } from './recall.ts';

const document = readFileSync(new URL('../../../docs/near-duplicates.md', import.meta.url), 'utf8');

describe('MinHash on real texts', () => {
	const texts = [...aimeParagraphs(1500), ...gsm8kSolutions().slice(0, 800)];
	const similarities = exactSimilarities(texts);

	it.each([0.5, 0.7, 0.8, 0.9])('finds 99 %% of the pairs from %d on', (minJaccard) => {
		const banding = bandingFor(minJaccard);
		const found = measureRecall(texts, similarities, minJaccard, banding, simdTextKernel());
		expect(found.truePairs).toBeGreaterThan(500);
		expect(found.trueCompared / found.truePairs).toBeGreaterThanOrEqual(0.99);
		expect(found.trueCompared).toBe(found.trueCandidates);
		expect(found.trueCompared / found.compared).toBeGreaterThan(0.5);
	});

	it('tells the exact similarity to the most alike earlier text, with either kernel', () => {
		const found = findNearDuplicates(texts, 0.8, simdTextKernel());
		expect(findNearDuplicates(texts, 0.8, new PlainTextKernel())).toEqual(found);
		const best = new Map<number, number>();
		for (const [pair, similarity] of similarities) {
			const later = Number(pair.split(' ')[1]);
			best.set(later, Math.max(best.get(later) ?? 0, similarity));
		}
		const expected = [...best].filter(([, similarity]) => similarity >= 0.8);
		const alike = new Map(found.map(({ index, jaccard }) => [index, jaccard]));
		expect(alike).toEqual(new Map(expected.sort(([a], [b]) => a - b)));
	});
});

it('docs/near-duplicates.md tells what is measured', () => {
	for (const row of recallRows('AIME paragraphs', aimeParagraphs(3000), simdTextKernel())) {
		expect(document).toContain(row);
	}
}, 30_000);
