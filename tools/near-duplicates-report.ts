// `npx tsx tools/near-duplicates-report.ts`: measures MinHash against all pairs, writes docs/near-duplicates.md.
import { writeFileSync } from 'node:fs';
import { simdTextKernel } from '../test/support/text-kernel.ts';
import { aimeParagraphs, gsm8kSolutions } from '../test/unit/dedup/real-texts.ts';
import { RECALL_HEAD, recallRows } from '../test/unit/dedup/recall-table.ts';

const kernel = simdTextKernel();
const sections = [
	`# Near-duplicates and contamination

Made by \`npx tsx tools/near-duplicates-report.ts\`. Do not edit by hand. How fast it is: [performance.md](performance.md), under \`dedup\`.

## How it works

- **Words.** NFKC, lower case, runs of letters, marks and digits; in scripts without spaces each character. For near-duplicates signs such as \`+\` and \`=\` are words too: '3 + 5' is not '3 − 5'. One pass over UTF-8 gives each word two 32-bit hashes ([kernels/text-grams](../kernels/text-grams/assembly/index.ts), WebAssembly with 128-bit vectors; [the same on typed arrays](../src/lib/core/dedup/text-kernel/plain-text-kernel.ts) where there are none, to the bit).
- **Near-duplicates.** 128 MinHash values over the word 5-grams; pairs that meet in a band of the signature are candidates ([how many bands](decisions/007-lsh-bands-follow-the-threshold.md)). A candidate whose signatures agree in fewer positions than all but one in 10⁹ pairs at the threshold is left out. The others are compared exactly: the Jaccard similarity that decides, and that is stored, is of the 5-grams themselves.
- **Contamination.** 13-grams (8-grams where a text has 8 to 12 words, the whole text below) by a rolling 64-bit hash; a hit counts only if the words are the same.

So a collision of hashes never makes a finding. What can go wrong is that a pair is not found: for near-duplicates as often as below, for contamination never, as equal words have equal hashes.

## Recall and precision against the exact similarity of all pairs

*Found* are the pairs at the threshold that are compared exactly; *precision* is the share of true pairs among the candidates of the bands, and among what is left to compare after the signatures. After that it is 100 %. 16 × 8 at 0.8 is the customary banding, for comparison.`,
	[
		...RECALL_HEAD,
		...recallRows('GSM8K solutions', gsm8kSolutions(), kernel),
		...recallRows('AIME paragraphs', aimeParagraphs(3000), kernel)
	].join('\n'),
	`GSM8K solutions: 5,276 solutions that four models wrote to 1,319 questions. AIME paragraphs: 3,000 paragraphs of 20 words and more, evenly spread over 330 responses to AIME 2024; many of them repeat each other word by word.

Pairs are missed for two reasons: the bands (at the threshold one pair in a hundred at most, fewer above it), and a bucket keeps its first 64 members only. The second does not leave a duplicate in the set: a later copy still meets those 64.`
];
const path = new URL('../docs/near-duplicates.md', import.meta.url);
writeFileSync(path, `${sections.join('\n\n')}\n`);
