// `npm run docs:performance`: writes docs/performance.md from the saved results of the benchmarks.
import { writeFileSync } from 'node:fs';
import { performanceDoc } from '../bench/harness/performance-doc.ts';
import { readBaselines } from '../bench/harness/results.ts';

writeFileSync(new URL('../docs/performance.md', import.meta.url), performanceDoc(readBaselines()));
