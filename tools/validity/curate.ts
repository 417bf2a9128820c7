// `npx tsx tools/validity/curate.ts < groups.json`: the diversity stage of the funnel, with the page's own code.
import { readFileSync } from 'node:fs';
import { farthest } from '../../src/lib/core/select/farthest.ts';
import { levenshtein } from '../../src/lib/core/select/levenshtein.ts';

interface CurateInput {
	readonly perQuestion: number;
	/** The trajectories of one question each. */
	readonly groups: readonly (readonly { readonly id: string; readonly text: string }[])[];
}

const { groups, perQuestion } = JSON.parse(readFileSync(0, 'utf8')) as CurateInput;

const chosen = groups.flatMap((members) =>
	farthest(
		members.map(({ id }) => id),
		(i, j) => levenshtein(members[i]!.text, members[j]!.text),
		perQuestion
	)
);
process.stdout.write(JSON.stringify(chosen));
