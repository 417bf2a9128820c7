import * as v from 'valibot';
import { parseJsonWithin } from '../model/json-within.ts';
import { type ModelRef, ONNX_DTYPES, type OnnxModelRef } from '../generate/model-ref.ts';
import type { TeacherSettings } from './teacher-settings.ts';

const onnxModel = v.object({
	engine: v.literal('onnx'),
	source: v.picklist(['bundled', 'hub']),
	id: v.string(),
	revision: v.string(),
	dtype: v.picklist(ONNX_DTYPES),
	device: v.optional(v.picklist(['wasm', 'webgpu']))
});

const webLlmModel = v.object({
	engine: v.literal('webllm'),
	source: v.picklist(['catalogue', 'url']),
	id: v.string(),
	url: v.string(),
	libraryUrl: v.string()
});

const schema = v.object({
	model: v.variant('engine', [onnxModel, webLlmModel]),
	systemPrompt: v.string(),
	prompts: v.pipe(v.array(v.string()), v.minLength(1)),
	temperatures: v.pipe(v.array(v.number()), v.minLength(1)),
	sampling: v.object({
		topP: v.number(),
		topK: v.number(),
		minP: v.number(),
		repetitionPenalty: v.number(),
		maxTokens: v.number(),
		stop: v.array(v.string())
	}),
	thinking: v.picklist(['default', 'on', 'off']),
	examples: v.optional(v.array(v.object({ question: v.string(), response: v.string() })))
});

/** Prompts and worked examples; a long chain of thought has 300,000 characters. */
const MAX_SETTINGS_CHARS = 2_000_000;

/** `teachers.settings` of a generated teacher; null for an imported one, or what is no such JSON. */
export function parseTeacherSettings(json: string): TeacherSettings | null {
	try {
		const parsed = v.safeParse(schema, parseJsonWithin(json, MAX_SETTINGS_CHARS));
		if (!parsed.success) return null;
		const { examples, model, ...rest } = parsed.output;
		return { ...rest, model: modelOf(model), ...(examples !== undefined && { examples }) };
	} catch {
		return null; // A project file may hold anything here; such a teacher cannot be asked.
	}
}

type ParsedModel = v.InferOutput<typeof onnxModel> | v.InferOutput<typeof webLlmModel>;

/** A device that was left out stays left out, rather than being `undefined`. */
function modelOf(parsed: ParsedModel): ModelRef {
	if (parsed.engine === 'webllm') return parsed;
	const { device, ...model } = parsed;
	const ref: OnnxModelRef = model;
	return device === undefined ? ref : { ...ref, device };
}
