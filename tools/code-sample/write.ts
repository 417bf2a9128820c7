import { writeFileSync } from 'node:fs';
import { sampleText } from './rows.ts';

/** `npm run build:code-sample` */
writeFileSync(new URL('../../static/samples/code/answers.jsonl', import.meta.url), sampleText());
