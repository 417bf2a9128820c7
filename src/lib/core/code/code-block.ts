import { LANGUAGE_NAMES, type CodeLanguage } from './tests-summary.ts';

/** What a fence may call a language. */
const TAGS: Readonly<Record<CodeLanguage, readonly string[]>> = {
	python: ['python', 'py', 'python3', 'py3', 'pypy', 'pypy3'],
	javascript: ['javascript', 'js', 'node', 'nodejs', 'mjs', 'ecmascript']
};
/** Longer programs are not run. */
export const MAX_CODE_CHARS = 100_000;

export type FoundCode =
	| { readonly code: string }
	/** A sentence that says why there is nothing to run. */
	| { readonly missing: string };

interface Block {
	readonly tag: string;
	readonly code: string;
	readonly closed: boolean;
}

/**
 * The code of an answer: its last fenced block in this language; where no block is marked with it, the last
 * one that is not marked at all. A last block that was begun and not ended was cut off. Without any fence the
 * text itself is taken where it is plainly code: it defines `entryPoint`, or goes on inside its body.
 */
export function extractCode(
	answer: string,
	language: CodeLanguage,
	entryPoint: string | null = null
): FoundCode {
	const blocks = fencedBlocks(answer);
	if (blocks.length === 0) return withoutFence(answer, language, entryPoint);
	const block =
		blocks.findLast(({ tag }) => TAGS[language].includes(tag)) ??
		blocks.findLast(({ tag }) => tag === '');
	const name = LANGUAGE_NAMES[language];
	if (block === undefined) return { missing: `The answer has no block of ${name} code.` };
	if (!block.closed) {
		return { missing: 'The answer ends inside its last block of code, so it was cut off.' };
	}
	return limited(block.code);
}

function withoutFence(
	answer: string,
	language: CodeLanguage,
	entryPoint: string | null
): FoundCode {
	const nothing = { missing: `The answer has no block of ${LANGUAGE_NAMES[language]} code.` };
	if (entryPoint === null || language !== 'python') return nothing;
	const name = entryPoint.split('.')[0]!.replaceAll('$', '\\$');
	const defines = new RegExp(`^(?:def|class)[ \\t]+${name}\\b`, 'm').test(answer);
	const goesOn = /^(?:[ \t]*\n)*(?: {4}|\t)\S/.test(answer);
	return defines || goesOn ? limited(answer) : nothing;
}

function limited(code: string): FoundCode {
	if (code.trim() === '') return { missing: 'The last block of code is empty.' };
	return code.length > MAX_CODE_CHARS
		? { missing: `The code is longer than ${MAX_CODE_CHARS.toLocaleString('en')} characters.` }
		: { code };
}

const FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*([^\s`{]*)[^`]*$/;

/** As CommonMark has them, in time linear in the text: a fence ends with one of its kind that is as long. */
function fencedBlocks(answer: string): Block[] {
	const blocks: Block[] = [];
	let open: { readonly fence: string; readonly tag: string; readonly lines: string[] } | null =
		null;
	for (const line of answer.split(/\r?\n/)) {
		const [, fence = '', tag = ''] = FENCE.exec(line) ?? [];
		if (open === null) {
			if (fence !== '') open = { fence, tag: tag.toLowerCase(), lines: [] };
		} else if (fence.startsWith(open.fence) && tag === '') {
			blocks.push({ tag: open.tag, code: open.lines.join('\n'), closed: true });
			open = null;
		} else {
			open.lines.push(line);
		}
	}
	if (open !== null) blocks.push({ tag: open.tag, code: open.lines.join('\n'), closed: false });
	return blocks;
}
