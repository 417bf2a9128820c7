import { bandingFor } from '../../../src/lib/core/dedup/lsh-index.ts';
import type { TextKernel } from '../../../src/lib/core/dedup/text-kernel/text-kernel.ts';
import { exactSimilarities, measureRecall } from './recall.ts';

const THRESHOLDS = [0.5, 0.7, 0.8, 0.9];
/** What is customary at 0.8: see docs/decisions/007-lsh-bands-follow-the-threshold.md. */
const CUSTOMARY = { minJaccard: 0.8, banding: { bands: 16, rows: 8 } };

export const RECALL_HEAD = [
	'| texts | threshold | bands × rows | pairs at least as alike | found | recall | candidates | precision | compared exactly | precision then |',
	'| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |'
];

/** Rows of the table in docs/near-duplicates.md for some texts, all with words. */
export function recallRows(name: string, texts: readonly string[], kernel: TextKernel): string[] {
	const similarities = exactSimilarities(texts);
	const settings = [
		...THRESHOLDS.map((minJaccard) => ({ minJaccard, banding: bandingFor(minJaccard) })),
		CUSTOMARY
	];
	return settings.map(({ minJaccard, banding }) => {
		const found = measureRecall(texts, similarities, minJaccard, banding, kernel);
		return `| ${[
			name,
			minJaccard,
			`${banding.bands} × ${banding.rows}`,
			count(found.truePairs),
			count(found.trueCompared),
			share(found.trueCompared, found.truePairs),
			count(found.candidates),
			share(found.trueCandidates, found.candidates),
			count(found.compared),
			share(found.trueCompared, found.compared)
		].join(' | ')} |`;
	});
}

function count(value: number): string {
	return value.toLocaleString('en');
}

function share(part: number, whole: number): string {
	return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`;
}
