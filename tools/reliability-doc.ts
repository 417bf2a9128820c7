// `npm run docs:reliability`: writes docs/reliability.md from what `npm run test:long` found.
import { writeFileSync } from 'node:fs';
import { reliabilityDoc } from '../test/crash/reliability-doc.ts';
import { readResults } from '../test/crash/results.ts';

writeFileSync(new URL('../docs/reliability.md', import.meta.url), reliabilityDoc(readResults()));
