import { Cancelled } from '../../src/lib/core/model/errors.ts';
import type { Run } from '../../src/workers/webllm/force-tokens.ts';

/** What web-llm does with one prompt and a logit tap, by rule. */
export function runByRule(
	promptIds: readonly number[],
	logitsAfter: (ids: readonly number[]) => readonly number[],
	signal?: AbortSignal
): Run {
	return async (step) => {
		if (signal?.aborted) throw new Cancelled();
		const read = [...promptIds];
		for (;;) {
			const { token, finished } = step(Float32Array.from(logitsAfter(read)));
			if (token === undefined) throw new RangeError('a step beyond the last token');
			if (finished) return;
			read.push(token);
		}
	};
}
