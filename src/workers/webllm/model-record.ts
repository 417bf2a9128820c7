import type { ModelRecord } from '@mlc-ai/web-llm';
import type { WebLlmModelRef } from '../../lib/core/generate/model-ref.ts';
import { fitOf, packageFolder, quantisationOf } from '../../lib/core/generate/webllm-catalogue.ts';
import type { GpuReport } from '../../lib/core/generate/engine.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { ChatConfig } from './chat-config.ts';
import { customAddress, type PackageAddress } from './package-address.ts';

export interface Located {
	readonly record: ModelRecord;
	readonly address: PackageAddress;
}

/** The record by which web-llm loads a model. @throws AppError 'model-missing', 'url-invalid' */
export function locate(
	model: WebLlmModelRef,
	catalogue: readonly ModelRecord[],
	pageUrl: string
): Located {
	if (model.source === 'url') {
		const address = customAddress(model, pageUrl);
		const { folder, library } = address;
		return { address, record: { model: folder, model_id: model.id, model_lib: library } };
	}
	const record = catalogue.find(({ model_id }) => model_id === model.id);
	if (record === undefined) {
		throw new AppError(
			'model-missing',
			`WebLLM's catalogue has no model ${model.id} any more. What was written with it is safe. Choose another one, or give its address.`
		);
	}
	const folder = packageFolder(record.model);
	const manifest = record.model_manifest ?? null;
	return { record, address: { folder, sources: [folder], library: record.model_lib, manifest } };
}

/** @throws AppError 'model-unfit' where this GPU cannot run the model */
export function assertFits(record: ModelRecord, config: ChatConfig, gpu: GpuReport): void {
	const quantisation = config.quantisation || quantisationOf(record.model_id);
	const needs = {
		needsF16:
			(record.required_features ?? []).includes('shader-f16') || /^q\d+f16/.test(quantisation),
		storageBindingBytes: record.buffer_size_required_bytes ?? null
	};
	// A processor that plays GPU is slow, which is for people to judge, but it runs.
	const fit = fitOf(needs, gpu.available ? { ...gpu, isSoftware: false } : gpu);
	if (fit.fits) return;
	throw new AppError(
		'model-unfit',
		`The model ${record.model_id} cannot run here. Nothing was loaded. ${fit.reason}`
	);
}
