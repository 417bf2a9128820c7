/**
 * Writes src/lib/core/generate/webllm-catalogue.json from the installed web-llm:
 * `npx tsx tools/webllm-catalogue.ts`, after its version changed. A test compares the two.
 */
import { writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { ModelType, prebuiltAppConfig, type ModelRecord } from '@mlc-ai/web-llm';
import { format, resolveConfig } from 'prettier';
import type { WebLlmKind, WebLlmRecord } from '../src/lib/core/generate/webllm-catalogue.ts';

const TARGET = fileURLToPath(
	new URL('../src/lib/core/generate/webllm-catalogue.json', import.meta.url)
);

/** In WebLLM's own order. */
export function readCatalogue(): WebLlmRecord[] {
	return prebuiltAppConfig.model_list.map((record) => ({
		id: record.model_id,
		url: record.model,
		kind: kindOf(record),
		gpuMemoryMb: record.vram_required_MB ?? null,
		contextTokens: record.overrides?.context_window_size ?? null,
		isLowResource: record.low_resource_required ?? false,
		storageBindingBytes: record.buffer_size_required_bytes ?? null,
		features: record.required_features ?? []
	}));
}

function kindOf({ model_type }: ModelRecord): WebLlmKind {
	if (model_type === ModelType.embedding) return 'embedding';
	return model_type === ModelType.VLM ? 'vision' : 'chat';
}

if (argv[1] === fileURLToPath(import.meta.url)) {
	const options = { ...(await resolveConfig(TARGET)), parser: 'json' };
	await writeFile(TARGET, await format(JSON.stringify(readCatalogue()), options));
}
