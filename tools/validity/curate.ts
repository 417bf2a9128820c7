// `npx tsx tools/validity/curate.ts < groups.json`: the diversity stage of the funnel, with the page's own code.
import { readFileSync } from 'node:fs';
import { loadKernel } from '../../src/cli/load-kernel.ts';
import { codePointsOf } from '../../src/lib/core/metrics/code-points.ts';
import { SequenceDistances } from '../../src/lib/core/select/edit-distance/sequence-distances.ts';
import { farthest } from '../../src/lib/core/select/farthest.ts';

interface CurateInput {
	readonly perQuestion: number;
	/** The trajectories of one question each. */
	readonly groups: readonly (readonly { readonly id: string; readonly text: string }[])[];
}

const { groups, perQuestion } = JSON.parse(readFileSync(0, 'utf8')) as CurateInput;
const kernel = loadKernel();

const chosen = groups.flatMap((members) => {
	const texts = members.map(({ text }) => codePointsOf(text));
	const distances = new SequenceDistances(kernel, texts);
	return farthest(
		members.map(({ id }) => id),
		(i, j) => distances.distance(i, j),
		perQuestion
	);
});
process.stdout.write(JSON.stringify(chosen));
