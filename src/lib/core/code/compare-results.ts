import { isSameNumber } from './compare-output.ts';

/** Deeper values count as different: no test has them, and a hostile one must not cost the stack. */
const MAX_DEPTH = 200;

/**
 * Whether a function gave what it should have. Both are JSON texts, as Python writes them (NaN and Infinity
 * are words). Numbers are compared as they are written: whole ones exactly, however long; where one is not
 * whole, within 1e-6. A list is as good as a tuple, the order of keys does not count. `true` is not 1.
 * A text that is no JSON equals nothing.
 */
export function isSameResult(written: string, expected: string): boolean {
	const a = parseExactly(written);
	const b = parseExactly(expected);
	return a !== undefined && b !== undefined && isSame(a, b, 0);
}

/** True where it is JSON as `isSameResult` reads it. */
export function isJsonText(text: string): boolean {
	return parseExactly(text) !== undefined;
}

/** A text that is not closed goes to the end, so that no other begins inside of it: linear in the text. */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"|\\?$)|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|-?\bInfinity\b|\bNaN\b/g;

/** JSON in which every text begins with 's' and every number is a text that begins with 'n'. */
function parseExactly(text: string): unknown {
	const marked = text.replace(TOKEN, (token) =>
		token.startsWith('"') ? `"s${token.slice(1)}` : `"n${token}"`
	);
	try {
		return JSON.parse(marked) as unknown;
	} catch {
		return undefined;
	}
}

function isSame(a: unknown, b: unknown, depth: number): boolean {
	if (depth > MAX_DEPTH) return false;
	if (typeof a === 'string' && typeof b === 'string') {
		return (
			a === b || (a.startsWith('n') && b.startsWith('n') && isSameWritten(a.slice(1), b.slice(1)))
		);
	}
	if (Array.isArray(a)) {
		return (
			Array.isArray(b) &&
			a.length === b.length &&
			a.every((item, i) => isSame(item, b[i], depth + 1))
		);
	}
	if (typeof a !== 'object' || a === null) return a === b;
	if (typeof b !== 'object' || b === null || Array.isArray(b)) return false;
	const [mine, theirs] = [a as Record<string, unknown>, b as Record<string, unknown>];
	const keys = Object.keys(mine);
	return (
		keys.length === Object.keys(theirs).length &&
		keys.every((key) => Object.hasOwn(theirs, key) && isSame(mine[key], theirs[key], depth + 1))
	);
}

const WHOLE = /^-?\d+$/;

function isSameWritten(a: string, b: string): boolean {
	if (WHOLE.test(a) && WHOLE.test(b)) return BigInt(a) === BigInt(b);
	return isSameNumber(Number(a), Number(b));
}
