import type { Example } from './example.ts';
import { assistantMessage, promptMessages } from './messages.ts';
import type { ExportOptions } from './options.ts';

/**
 * TRL's conversational preference format with an explicit prompt, for DPO and its kin: `chosen` is a
 * selected, verified answer, `rejected` a complete but wrong one to the same question.
 */
export function preferenceRecord(chosen: Example, rejected: Example, options: ExportOptions) {
	return {
		prompt: promptMessages(chosen, options),
		chosen: [assistantMessage(chosen, options)],
		rejected: [assistantMessage(rejected, options)]
	};
}
