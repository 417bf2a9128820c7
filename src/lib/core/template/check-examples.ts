import type { Example } from '../export/example.ts';
import type { ExampleRenderer, RenderedExample } from './render-example.ts';
import { RED_FLAGS } from './red-flags.ts';
import type { CheckedExample } from './template-report.ts';

/** The answers of one row of the data: one, or the chosen and the rejected of a pair. */
export type RowExamples = readonly Example[];

/** A template that wanted too much this often in one batch is not asked again in it. */
const MAX_LIMIT_FAILURES = 3;

/** Checks a batch of rows. The same batch gives the same result on every machine. */
export function checkExamples(
	renderer: ExampleRenderer,
	rows: readonly RowExamples[]
): CheckedExample[] {
	let limitFailures = 0;
	let last: RenderedExample | null = null;
	return rows.map((examples) => {
		const rendered = examples.map((example) => {
			if (limitFailures >= MAX_LIMIT_FAILURES && last !== null) return last;
			const result = renderer.render(example);
			if (result.isLimit) {
				limitFailures++;
				last = result;
			}
			return result;
		});
		return joinAnswers(rendered);
	});
}

function joinAnswers(rendered: readonly RenderedExample[]): CheckedExample {
	return {
		countedBy: rendered[0]?.countedBy ?? '',
		tokens: rendered.reduce((sum, { tokens }) => sum + tokens, 0),
		trainedTokens: rendered.reduce((sum, { trainedTokens }) => sum + trainedTokens, 0),
		flags: RED_FLAGS.filter((flag) => rendered.some(({ flags }) => flags.includes(flag))),
		failure: rendered.find(({ failure }) => failure !== '')?.failure ?? ''
	};
}
