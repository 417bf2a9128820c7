import { type ModelRef, modelKey } from '../generate/model-ref.ts';

/** A model that turns texts into vectors, for the latent map. */
export interface Embedder {
	readonly model: ModelRef;
	readonly name: string;
	readonly note: string;
}

/** The scorer under which a model's vectors are kept, beside token tracks. */
export function embedderKey(model: ModelRef): string {
	return `vector:${modelKey(model)}`;
}

const HUB_EMBEDDER: ModelRef = {
	engine: 'onnx',
	source: 'hub',
	id: 'Xenova/all-MiniLM-L6-v2',
	revision: 'main',
	dtype: 'q8'
};
const WEBLLM_EMBEDDER: ModelRef = {
	engine: 'webllm',
	source: 'catalogue',
	id: 'snowflake-arctic-embed-s-q0f32-MLC-b4',
	url: '',
	libraryUrl: ''
};

/**
 * What can place texts on the map: the student itself, where its engine gives hidden states, and small embedding
 * models of either engine. Models of the hub give hidden states only where they were exported with them.
 *
 * @param student model of the student that runs here; null for none
 */
export function embeddersFor(student: ModelRef | null): Embedder[] {
	const own: Embedder[] =
		student?.engine === 'onnx'
			? [
					{
						model: student,
						name: 'The student’s own hidden states',
						note:
							student.source === 'bundled'
								? 'nothing to download'
								: 'if its files were exported with them'
					}
				]
			: [];
	return [
		...own,
		{ model: HUB_EMBEDDER, name: 'all-MiniLM-L6-v2 (ONNX)', note: '23 MB from Hugging Face' },
		{
			model: WEBLLM_EMBEDDER,
			name: 'snowflake-arctic-embed-s (WebLLM)',
			note: 'about 130 MB, needs WebGPU'
		}
	];
}
