import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { performanceDoc } from '../../../bench/harness/performance-doc.ts';
import { readBaselines } from '../../../bench/harness/results.ts';

const written = readFileSync(new URL('../../../docs/performance.md', import.meta.url), 'utf8');

describe('docs/performance.md', () => {
	const results = readBaselines();

	it('is what `npm run docs:performance` makes of the saved results', () => {
		expect(written).toBe(performanceDoc(results));
	});

	it('names every saved benchmark, its machine and each goal', () => {
		expect(results.length).toBeGreaterThan(0);
		for (const { benchmark, machine, cases } of results) {
			expect(written).toContain(`## ${benchmark}`);
			expect(written).toContain(machine.cpu);
			for (const { name } of cases) expect(written).toContain(`| ${name} |`);
		}
	});
});
