import type { Answer, Group, Matrix, Union } from './answer.ts';
import type { Comparison } from './comparison.ts';
import { allEqual, different, equal, unclear, type Outcome } from './outcome.ts';
import { readDecimalComma } from './number.ts';
import { equals } from './rational.ts';

/** Comparing two unordered lists takes the square of their length. */
const MAX_UNORDERED = 60;

export function compareGroups(gold: Group, response: Group, comparison: Comparison): Outcome {
	if (isUnordered(gold, comparison) && isUnordered(response, comparison)) {
		return compareUnordered(gold, response, comparison);
	}
	if (
		gold.items.length !== response.items.length &&
		(mayHoldThousands(gold) || mayHoldThousands(response))
	) {
		return unclear('a comma may separate thousands or elements');
	}
	const inOrder = compareInOrder(gold.items, response.items, comparison);
	if (isBracketed(gold) && isBracketed(response)) {
		return compareBracketed(gold, response, inOrder, comparison);
	}
	if (inOrder.kind === 'equal') return sameInOrder(gold, response, inOrder, comparison);
	const anyOrder = compareUnordered(gold, response, comparison);
	if (anyOrder.kind === 'different' || comparison.type === 'list' || comparison.type === 'tuple') {
		return inOrder.kind === 'different' ? inOrder : anyOrder;
	}
	// The expected answer's own notation may say that order means nothing.
	if (isUnordered(gold, comparison) && !isBracketed(response)) return anyOrder;
	if (response.brackets === 'or' && !isBracketed(gold)) return anyOrder;
	if (inOrder.kind === 'unclear') return inOrder;
	return unclear('the elements agree only in another order');
}

function isUnordered(group: Group, { type }: Comparison): boolean {
	if (group.brackets === '{}' || group.brackets === 'or') return true;
	if (type === 'set') return !group.isInterval;
	// Where each says what it is, their order says nothing, in brackets too.
	return group.items.length > 0 && group.items.every((item) => item.kind === 'labelled');
}

function isBracketed(group: Group): boolean {
	return group.brackets !== '' && group.brackets !== 'or' && group.brackets !== '{}';
}

/** Tuples, lists and intervals among themselves. With two elements the brackets may mean open or closed ends. */
function compareBracketed(
	gold: Group,
	response: Group,
	inOrder: Outcome,
	{ type }: Comparison
): Outcome {
	if (inOrder.kind === 'different' || gold.items.length !== 2) return inOrder;
	if (normalBrackets(gold) === normalBrackets(response)) return inOrder;
	if (type === 'list' || type === 'tuple') return inOrder;
	return different('the brackets differ: an end is open in one and closed in the other');
}

/** Next to infinity it makes no difference how the bracket is drawn. */
function normalBrackets({ brackets, items }: Group): string {
	const open = items[0]?.kind === 'infinity' ? '(' : brackets.charAt(0);
	const close = items[1]?.kind === 'infinity' ? ')' : brackets.charAt(1);
	return open + close;
}

/** '1, 2' for (1, 2): the same as a point, not as an interval. */
function sameInOrder(
	gold: Group,
	response: Group,
	outcome: Outcome,
	{ type }: Comparison
): Outcome {
	const bracketed = isBracketed(gold) ? gold : isBracketed(response) ? response : null;
	if (bracketed === null || bracketed.items.length > 2 || type === 'tuple' || type === 'list')
		return outcome;
	return unclear('one side has brackets that the other has not');
}

function compareInOrder(
	gold: readonly Answer[],
	response: readonly Answer[],
	comparison: Comparison
): Outcome {
	if (gold.length !== response.length) return different('the numbers of elements differ');
	return allEqual(pairs(gold, response, comparison), 'all elements are equal');
}

function* pairs(
	gold: readonly Answer[],
	response: readonly Answer[],
	comparison: Comparison
): Generator<Outcome> {
	for (const [index, item] of gold.entries()) {
		const other = response[index];
		if (other !== undefined) yield comparison.compare(item, other, comparison);
	}
}

/** Each element needs a partner of its own; as sets, repeated elements count once. */
function compareUnordered(gold: Group, response: Group, comparison: Comparison): Outcome {
	if (gold.items.length > MAX_UNORDERED || response.items.length > MAX_UNORDERED) {
		return unclear('the lists are too long to compare in any order');
	}
	const isSet = [gold, response].some(
		(group) => group.brackets === '{}' || group.brackets === 'or'
	);
	if (!isSet && gold.items.length !== response.items.length) {
		return different('the numbers of elements differ');
	}
	const missing = matchItems(gold.items, response.items, isSet, comparison);
	if (missing !== null || !isSet) return missing ?? equal('the elements are equal');
	const flipped: Comparison = {
		...comparison,
		compare: (a, b) => comparison.compare(b, a, comparison)
	};
	return matchItems(response.items, gold.items, true, flipped) ?? equal('the elements are equal');
}

/** Null where every item has an equal partner. */
function matchItems(
	items: readonly Answer[],
	others: readonly Answer[],
	mayShare: boolean,
	comparison: Comparison
): Outcome | null {
	const free = new Set(others);
	let doubt: Outcome | null = null;
	for (const item of items) {
		let best: Outcome = different('an element is missing');
		for (const other of free) {
			const outcome = comparison.compare(item, other, comparison);
			if (outcome.kind === 'unclear') best = outcome;
			if (outcome.kind !== 'equal') continue;
			best = outcome;
			if (!mayShare) free.delete(other);
			break;
		}
		if (best.kind === 'different') return best;
		if (best.kind === 'unclear') doubt ??= best;
	}
	return doubt;
}

/** One value against a list: {5} and [5] are 5, and '0,5' may be a decimal. */
export function compareWithGroup(scalar: Answer, group: Group, comparison: Comparison): Outcome {
	const [only, ...rest] = group.items;
	if (only !== undefined && rest.length === 0) return comparison.compare(scalar, only, comparison);
	const asDecimal = group.brackets === '' ? readDecimalComma(group.text) : null;
	const number = scalar.kind === 'scalar' ? scalar.number : null;
	if (asDecimal !== null && number !== null && equals(asDecimal, number.value)) {
		return unclear('a comma may separate decimals or elements');
	}
	if (comparison.type === 'set' || group.brackets === 'or') {
		const outcomes = group.items.map((item) => comparison.compare(scalar, item, comparison));
		if (outcomes.every((outcome) => outcome.kind === 'equal'))
			return equal('the elements are equal');
	}
	if (mayHoldThousands(group)) return unclear('a comma may separate thousands or elements');
	if (group.items.some((item) => item.kind === 'words')) return unclear('one side is partly words');
	return different('one side is a single value, the other is several');
}

/** (1,000, 2) may have two elements, or three. */
function mayHoldThousands({ text, brackets }: Group): boolean {
	return brackets !== '' && /\d,\d{3}(?!\d)/.test(text);
}

export function compareMatrices(gold: Matrix, response: Matrix, comparison: Comparison): Outcome {
	const shape = (matrix: Matrix): string => matrix.rows.map((row) => row.length).join(',');
	if (shape(gold) !== shape(response)) return different('the shapes of the matrices differ');
	return allEqual(
		pairs(gold.rows.flat(), response.rows.flat(), comparison),
		'all entries are equal'
	);
}

/** [[1, 2], [3, 4]] as a matrix; null where the rows are no rows. */
export function matrixOf(group: Group): Matrix | null {
	const rows: (readonly Answer[])[] = [];
	for (const item of group.items) {
		if (item.kind !== 'group' || item.brackets !== group.brackets) return null;
		rows.push(item.items);
	}
	const width = rows[0]?.length ?? 0;
	if (width === 0 || rows.some((row) => row.length !== width)) return null;
	return { kind: 'matrix', text: group.text, rows };
}

export function compareUnions(gold: Union, response: Union, comparison: Comparison): Outcome {
	if (gold.parts.length > MAX_UNORDERED || response.parts.length > MAX_UNORDERED) {
		return unclear('the unions are too long to compare');
	}
	if (gold.parts.length === response.parts.length) {
		const missing = matchItems(gold.parts, response.parts, false, comparison);
		if (missing === null) return equal('the parts are equal');
		// As many parts as the expected union has, which are disjoint: then they must be the same ones.
		return missing;
	}
	// Parts may overlap or touch, but an end of the expected union must be an end somewhere.
	const missing = matchItems(endsOf(gold), endsOf(response), true, comparison);
	return missing?.kind === 'different'
		? different('an end of the expected union is missing')
		: unclear('the unions may be the same in other parts');
}

function endsOf(union: Union): Answer[] {
	return union.parts.flatMap((part): readonly Answer[] =>
		part.kind === 'group' ? part.items : [part]
	);
}
