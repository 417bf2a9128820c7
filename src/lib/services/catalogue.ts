import {
	describeRecord,
	type WebLlmModel,
	type WebLlmRecord
} from '../core/generate/webllm-catalogue.ts';

/** WebLLM's models that write text. A file of its own: most visits never look at it. */
export async function loadCatalogue(): Promise<readonly WebLlmModel[]> {
	const { default: records } = await import('../core/generate/webllm-catalogue.json');
	return (records as readonly WebLlmRecord[])
		.map(describeRecord)
		.filter(({ kind }) => kind !== 'embedding');
}
