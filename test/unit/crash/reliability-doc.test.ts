import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reliabilityDoc } from '../../crash/reliability-doc.ts';
import { readMutationResults } from '../../../tools/mutation/results.ts';
import { readResults } from '../../crash/results.ts';

const written = readFileSync(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');

describe('docs/reliability.md', () => {
	const { kills, damage } = readResults();

	it('is what `npm run docs:reliability` makes of the saved results', () => {
		expect(written).toBe(reliabilityDoc({ kills, damage }, readMutationResults()));
	});

	it('rests on at least a hundred kills over every activity, which lost nothing', () => {
		const names = kills.map(({ activity }) => activity).sort();
		expect(names).toEqual(['compaction', 'curation', 'export', 'generation', 'import', 'scoring']);
		const all = kills.flatMap((activity) => activity.kills);
		expect(all.length).toBeGreaterThanOrEqual(100);
		for (const { lost, repeated, halfWritten } of all)
			expect(lost + repeated + halfWritten).toBe(0);
	});

	it('rests on damage that lost nothing that was whole, and that was told', () => {
		for (const { tried, lost, wrong, unreported } of damage.parts) {
			expect(tried).toBeGreaterThan(0);
			expect(lost + wrong + unreported).toBe(0);
		}
	});
});
