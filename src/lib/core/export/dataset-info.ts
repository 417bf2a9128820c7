import type { ExportOptions } from './options.ts';

/**
 * LLaMA-Factory's dataset_info.json for a file beside it: how to read ShareGPT and Alpaca. Without it the
 * system prompt of either would be left out. Other formats are not for LLaMA-Factory: null.
 */
export function datasetInfo(options: ExportOptions, dataFile: string): object | null {
	const columns = columnsOf(options);
	if (columns === null) return null;
	const system = options.systemPrompt === '' ? {} : { system: 'system' };
	return {
		[options.name]: {
			file_name: dataFile,
			formatting: options.format,
			columns: { ...columns, ...system }
		}
	};
}

function columnsOf({ format }: ExportOptions): object | null {
	switch (format) {
		case 'sharegpt':
			return { messages: 'conversations' };
		case 'alpaca':
			return { prompt: 'instruction', query: 'input', response: 'output' };
		default:
			return null;
	}
}
