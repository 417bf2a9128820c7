import { alpacaRecord } from './alpaca.ts';
import type { Example } from './example.ts';
import { messagesRecord } from './messages.ts';
import type { ExportFormat, ExportOptions } from './options.ts';
import { promptCompletionRecord } from './prompt-completion.ts';
import { shareGptRecord } from './sharegpt.ts';

/** The formats in which one example is one row. */
export type SingleFormat = Exclude<ExportFormat, 'preference'>;

const RECORDS: Readonly<
	Record<SingleFormat, (example: Example, options: ExportOptions) => object>
> = {
	messages: messagesRecord,
	'prompt-completion': promptCompletionRecord,
	sharegpt: shareGptRecord,
	alpaca: alpacaRecord
};

/** The row of an example in a format. */
export function recordOf(format: SingleFormat, example: Example, options: ExportOptions): object {
	return RECORDS[format](example, options);
}
