// `npm run docs:reliability`: writes docs/reliability.md from what `npm run test:long` and `npm run mutate` found.
import { writeFileSync } from 'node:fs';
import { reliabilityDoc } from '../test/crash/reliability-doc.ts';
import { readResults } from '../test/crash/results.ts';
import { coreFiles, readMutationResults } from './mutation/results.ts';

writeFileSync(
	new URL('../docs/reliability.md', import.meta.url),
	reliabilityDoc(readResults(), readMutationResults(), coreFiles())
);
