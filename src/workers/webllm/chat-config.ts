import { AppError } from '../../lib/core/model/errors.ts';

/** What we read of `mlc-chat-config.json`; web-llm reads the rest. */
export interface ChatConfig {
	readonly vocabularySize: number;
	/** null where the model forgets what is long ago (sliding window). */
	readonly contextTokens: number | null;
	/** E.g. `q4f16_1`; '' where it is not said. */
	readonly quantisation: string;
	readonly isEmbedding: boolean;
	/** Its own template has a switch for thinking, which others would ignore. */
	readonly hasThinkingSwitch: boolean;
	readonly tokenizerFile: 'tokenizer.json' | 'tokenizer.model';
	/** Roles whose messages web-llm puts into a template with String.replace. */
	readonly templatedRoles: ReadonlySet<string>;
}

type Fields = Readonly<Record<string, unknown>>;

/** @throws AppError 'model-missing' where this is not the config of a model that MLC compiled. */
export function parseChatConfig(bytes: Uint8Array, url: string): ChatConfig {
	const fields = parseObject(bytes);
	const files = fields?.['tokenizer_files'];
	const template = fields?.['conv_template'];
	const vocabularySize = fields?.['vocab_size'];
	if (
		fields === null ||
		!Array.isArray(files) ||
		!isObject(template) ||
		typeof vocabularySize !== 'number'
	) {
		throw notAPackage(url);
	}
	const window = fields['context_window_size'];
	const modelType = String(fields['model_type'] ?? '');
	const overrides = isObject(fields['conv_config']) ? fields['conv_config'] : {};
	const roleTemplates = overrides['role_templates'] ?? template['role_templates'];
	return {
		vocabularySize,
		contextTokens: typeof window === 'number' && window > 0 ? window : null,
		quantisation: typeof fields['quantization'] === 'string' ? fields['quantization'] : '',
		isEmbedding: modelType === 'bert',
		hasThinkingSwitch: modelType.startsWith('qwen3'),
		tokenizerFile: files.includes('tokenizer.json') ? 'tokenizer.json' : 'tokenizer.model',
		templatedRoles: new Set(isObject(roleTemplates) ? Object.keys(roleTemplates) : [])
	};
}

export function notAPackage(url: string): AppError {
	return new AppError(
		'model-missing',
		'There is no model that WebLLM can read at this address. Nothing was loaded. ' +
			'Check the address: it is that of a folder with mlc-chat-config.json in it, as MLC makes them; models in other formats do not work.',
		{ detail: url }
	);
}

function parseObject(bytes: Uint8Array): Fields | null {
	try {
		const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
		return isObject(value) ? value : null;
	} catch {
		return null; // A web page instead of a file, most likely.
	}
}

function isObject(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
