import type { Answer, Group, Matrix } from './answer.ts';
import type { AnswerType } from './answer-types.ts';
import { toParserLatex } from './latex.ts';
import { readRelation } from './read-relation.ts';
import { readScalar, type Scalar } from './scalar.ts';
import { enclosed, isBalanced, splitTopLevel } from './split.ts';

/** Lists in lists in lists … deeper than this are words. */
const MAX_DEPTH = 8;
const MAX_ITEMS = 500;

/** What a cleaned answer (clean.ts) is, by its notation. Never throws; what fits nothing is words. */
export function readAnswer(text: string, type: AnswerType, depth = 0): Answer {
	const outward = /^\]([^[\]]*)\[$/.exec(text);
	// ]1, 2[ is how half of Europe writes (1, 2).
	if (outward !== null) return readAnswer(`(${outward[1] ?? ''})`, type, depth + 1);
	if (depth > MAX_DEPTH) return { kind: 'words', text };
	if (type === 'text') return { kind: 'words', text };
	const read = (part: string): Answer => readAnswer(part, type, depth + 1);
	const simple = readSimple(text, type);
	if (simple !== null) return simple;
	if (!isBalanced(text)) return { kind: 'words', text };
	return (
		readMatrix(text, read) ??
		readAlternatives(text, read) ??
		readUnion(text, read) ??
		readBareList(text, read) ??
		readRelation(text, read) ??
		readPlusMinus(text, read) ??
		readBrackets(text, read) ??
		readValue(text, type)
	);
}

/** Readings that settle the matter before brackets and commas are looked at. */
function readSimple(text: string, type: AnswerType): Answer | null {
	const infinity = /^([+-]?) ?(?:\\infty|inf|infinity|oo)$/i.exec(text);
	if (infinity !== null) return { kind: 'infinity', text, sign: infinity[1] === '-' ? -1 : 1 };
	const truth = readTruth(text);
	if (truth !== null) return truth;
	if (text === '\\emptyset') return group(text, '{}', []);
	if (/^(?:\\mathbb ?\{?R\}?|ℝ)$/.test(text)) return readAnswer('(-\\infty, \\infty)', type);
	const ratio = readRatio(text);
	if (ratio !== null) return ratio;
	if (type === 'expression') return null;
	const scalar = readScalar(text, true);
	if (scalar.number !== null) return scalar;
	return isWords(text) || isOpenToReading(text) ? { kind: 'words', text } : null;
}

/** 'yes', and 'Yes, because …' where nothing after it says otherwise. */
function readTruth(text: string): Answer | null {
	const match = /^(?:(yes|true)|no|false)(?:$|[,.;:] ?(.*)$)/i.exec(text);
	if (match === null) return null;
	const [, affirmative, rest = ''] = match;
	const contrary = affirmative === undefined ? /\b(?:yes|true)\b/i : /\b(?:no|false|not)\b/i;
	if (contrary.test(rest)) return null;
	const word = text.split(/[,.;:]/, 1)[0] ?? text;
	return { kind: 'truth', text: word, value: affirmative !== undefined };
}

function readRatio(text: string): Answer | null {
	if (!/^\d+(?:\.\d+)?(?: ?: ?\d+(?:\.\d+)?){1,4}$/.test(text)) return null;
	return {
		kind: 'ratio',
		text,
		parts: text.split(':').map((part) => readScalar(part.trim(), false))
	};
}

/** '5k' may be 5,000 or 5 times k; two independent signs may be two values or four. */
function isOpenToReading(text: string): boolean {
	return /^[$€£]?[\d.,]+ ?(?:[kKMB]|[bm]n)$/.test(text) || text.split(/\\pm|\+\/-/).length > 2;
}

const FUNCTION_WORDS = /^(?:sin|cos|tan|cot|sec|csc|log|exp|sqrt|theta|alpha|beta|gamma|lambda)$/;

/** Letters and punctuation alone, with at least one thing that is a word rather than variables. */
function isWords(text: string): boolean {
	if (!/^[\p{L}\p{M} .,;'"!?()&-]+$/u.test(text)) return false;
	const words = text.split(/[^\p{L}\p{M}']+/u).filter((word) => word !== '');
	return words.some((word) => word.length > 2 && !FUNCTION_WORDS.test(word) && word !== 'and');
}

function group(text: string, brackets: Group['brackets'], items: readonly Answer[]): Group {
	return { kind: 'group', text, brackets, items, isInterval: false };
}

/** One value, if it is mathematics; otherwise words. */
function readValue(text: string, type: AnswerType): Answer {
	const scalar = readScalar(text, type !== 'expression');
	const isMaths = scalar.number !== null || toParserLatex(scalar.head) !== null;
	return isMaths ? scalar : { kind: 'words', text };
}

type Read = (part: string) => Answer;

function readMatrix(text: string, read: Read): Matrix | null {
	const outer = enclosed(text);
	const body = outer !== null && outer.open !== '\\{' ? outer.inner : text;
	const match = /^\\begin ?\{([bpB]?matrix|smallmatrix|array)\}(.*)\\end ?\{\1\}$/.exec(body);
	if (match === null) return null;
	if (match[1] === 'matrix' && outer === null) return null;
	const content = (match[2] ?? '').replace(/^ ?\{[lcr| ]*\}/, '').trim();
	if (content.includes('\\begin')) return null;
	const rows = splitTopLevel(content.replace(/\\hline/g, ''), ['\\\\'])
		.map(({ text: row }) => row)
		.filter((row) => row !== '')
		.map((row) => splitTopLevel(row, ['&']).map(({ text: cell }) => read(cell)));
	return rows.length > MAX_ITEMS ? null : { kind: 'matrix', text, rows };
}

function readAlternatives(text: string, read: Read): Answer | null {
	const parts = splitTopLevel(text, [', or ', ' or ']).map((piece) => piece.text);
	if (parts.length < 2 || parts.length > MAX_ITEMS || parts.includes('')) return null;
	// '1, 2 or 3' is three alternatives; 'x < 1 or x > 2' is a union.
	const items = parts.flatMap((part) => {
		const item = read(part);
		return item.kind === 'group' && item.brackets === '' ? item.items : [item];
	});
	const ranges = items.map(intervalOf);
	const isUnion = ranges.every((range) => range !== null);
	return isUnion ? { kind: 'union', text, parts: ranges } : group(text, 'or', items);
}

function intervalOf(item: Answer): Group | null {
	if (item.kind !== 'labelled' || item.value.kind !== 'group') return null;
	return item.value.isInterval ? item.value : null;
}

function readUnion(text: string, read: Read): Answer | null {
	const parts = splitTopLevel(text.replace(/^[a-zA-Z] ?\\in (?=.*\\cup)/, ''), ['\\cup', ' U ']);
	if (parts.length < 2 || parts.length > MAX_ITEMS) return null;
	return { kind: 'union', text, parts: parts.map((part) => read(part.text)) };
}

function readBareList(text: string, read: Read): Group | null {
	const separators = [', and ', '; and ', ' and ', ';', ','];
	const parts = splitTopLevel(text, separators).map((piece) => piece.text);
	if (parts.length < 2 || parts.length > MAX_ITEMS || parts.includes('')) return null;
	return group(text, '', parts.map(read));
}

/** '3 \pm \sqrt{2}' is two numbers; two independent signs would be four, or two: words. */
function readPlusMinus(text: string, read: Read): Group | null {
	const count = text.split(/\\pm|\\mp|\+\/-|\+-/).length - 1;
	if (count === 0) return null;
	const branch = (plus: string, minus: string): Answer =>
		read(
			text
				.replace(/\\pm ?|\+\/- ?|\+- ?/g, plus)
				.replace(/\\mp ?/g, minus)
				.replace(/^\+ ?/, '')
				.trim()
		);
	return group(text, 'or', [branch('+', '-'), branch('-', '+')]);
}

function readBrackets(text: string, read: Read): Answer | null {
	const outer = enclosed(text);
	if (outer === null) return null;
	const parts = splitTopLevel(outer.inner, [',', ';']).map((piece) => piece.text);
	if (parts.length > MAX_ITEMS) return { kind: 'words', text };
	const kind = `${outer.open}${outer.close}`.replaceAll('\\', '');
	if (kind === '{}') return readSet(text, parts, read);
	if (parts.length === 1) return readSingle(text, kind, outer.inner, read);
	if (parts.includes('')) return null;
	const brackets = GROUPS.find((candidate) => candidate === kind);
	return brackets === undefined ? null : group(text, brackets, parts.map(read));
}

const GROUPS = ['()', '[]', '[)', '(]'] as const;

function readSet(text: string, parts: readonly string[], read: Read): Answer | null {
	if (parts.length === 1 && parts[0] === '') return group(text, '{}', []);
	// {x : x > 3} and {x | x > 3} describe a set; only the same words are the same set.
	const isBuilder = parts.some((part) => splitTopLevel(part, ['|', ':', '\\mid']).length > 1);
	if (parts.includes('') || isBuilder) return { kind: 'words', text };
	return group(text, '{}', parts.map(read));
}

/** (5) is 5; [5] is a list of one, which is compared like its element. */
function readSingle(text: string, kind: string, inner: string, read: Read): Answer | null {
	if (inner === '') return kind === '()' || kind === '[]' ? group(text, kind, []) : null;
	if (kind !== '()') return kind === '[]' ? group(text, '[]', [read(inner)]) : null;
	const item = read(inner);
	return item.kind === 'scalar' ? asScalar(item, text) : item;
}

function asScalar(item: Scalar, text: string): Scalar {
	return { ...item, text };
}
