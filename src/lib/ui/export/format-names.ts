import type { ExportOptions } from '../../core/export/options.ts';

export const FORMAT_NAMES: readonly { value: ExportOptions['format']; name: string }[] = [
	{ value: 'messages', name: 'messages (OpenAI, TRL)' },
	{ value: 'prompt-completion', name: 'prompt and completion (TRL)' },
	{ value: 'sharegpt', name: 'ShareGPT (LLaMA-Factory)' },
	{ value: 'alpaca', name: 'Alpaca' },
	{ value: 'preference', name: 'preference pairs (right against wrong)' }
];

export const REASONING_NAMES: readonly { value: ExportOptions['reasoning']; name: string }[] = [
	{ value: 'inline', name: 'Inline, in <think> marks' },
	{ value: 'field', name: 'In a field of its own' },
	{ value: 'drop', name: 'Left out' }
];
