import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reliabilityDoc } from '../../crash/reliability-doc.ts';
import { type CoreFiles, coreFiles, readMutationResults } from '../../../tools/mutation/results.ts';
import { readResults } from '../../crash/results.ts';

const written = readFileSync(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');

describe('docs/reliability.md', () => {
	const { kills, damage } = readResults();

	it('is what `npm run docs:reliability` makes of the saved results', () => {
		expect(written).toBe(reliabilityDoc({ kills, damage }, readMutationResults(), coreFiles()));
	});

	it('gives no score of all folders where some were not run', () => {
		const counts = { found: 3, survived: 1, uncovered: 0, ignored: 0, date: '', minutes: 0 };
		const results = { a: counts, 'b/x.ts': counts };
		const doc = (core: CoreFiles) => reliabilityDoc({ kills, damage }, results, core);
		expect(doc({ a: ['1.ts'] })).toContain('In all 3 of 4 mutants were found: 75.0 %.');
		expect(doc({ a: ['1.ts'], b: ['x.ts'] })).toContain(
			'In all 6 of 8 mutants were found: 75.0 %.'
		);
		const some = doc({ a: ['1.ts'], b: ['x.ts', 'y.ts'], c: ['z.ts'] });
		expect(some).toContain('| b, 1 of 2 files | 3 | 1 |');
		expect(some).toContain(
			'In what was run, of 2 of 3 folders, 6 of 8 mutants were found: 75.0 %.'
		);
		expect(some).toContain('Not run yet, or not whole: `b`, `c`.');
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
