import type { Answer, Labelled, Relation } from './answer.ts';
import { compareProportional } from './compare-expressions.ts';
import { readExpression } from './compare-scalars.ts';
import type { Comparison } from './comparison.ts';
import type { Expression } from './expression.ts';
import { different, unclear, type Outcome } from './outcome.ts';

/** Names and equations. A name that only one side writes counts as understood. */
export function compareNamed(gold: Answer, response: Answer, comparison: Comparison): Outcome {
	const [a, b] = [equationOf(gold), equationOf(response)];
	if (gold.kind === 'labelled' && response.kind === 'labelled') {
		return compareLabelled(gold, response, comparison);
	}
	if (a !== null && b !== null) return compareEquations(a, b, comparison);
	if (gold.kind === 'labelled' && response.kind !== 'relation') {
		return comparison.compare(gold.value, response, comparison);
	}
	if (response.kind === 'labelled' && gold.kind !== 'relation') {
		return comparison.compare(gold, response.value, comparison);
	}
	return unclear('one side is an equation and the other is not');
}

function compareLabelled(gold: Labelled, response: Labelled, comparison: Comparison): Outcome {
	const values = comparison.compare(gold.value, response.value, comparison);
	const [a, b] = [nameOf(gold), nameOf(response)];
	if (a === b) return values;
	const equations = [equationOf(gold), equationOf(response)] as const;
	if (equations[0] !== null && equations[1] !== null) {
		// y = 2x and x = y/2 are one line, though they name different things.
		const outcome = compareEquations(equations[0], equations[1], comparison);
		if (outcome.kind === 'equal') return outcome;
	}
	if (values.kind === 'different' || (isLetter(a) && isLetter(b)))
		return different('different things are named');
	return unclear('the names may mean different things');
}

function nameOf({ label }: Labelled): string {
	return label.replace(/[ {}]|\\text/g, '');
}

function isLetter(name: string): boolean {
	return /^(?:[a-zA-Z]|\\[a-z]+)$/.test(name);
}

function equationOf(answer: Answer): Relation | null {
	if (answer.kind === 'relation') return answer;
	if (answer.kind !== 'labelled' || answer.sides === null) return null;
	return { kind: 'relation', text: answer.text, sign: '=', sides: answer.sides };
}

function compareEquations(gold: Relation, response: Relation, comparison: Comparison): Outcome {
	if (comparison.engine === null) {
		comparison.wantEngine();
		return unclear('an equation needs the engine');
	}
	const [a, b] = [leftwards(gold), leftwards(response)];
	if (a.sign !== b.sign) return different('the relation signs differ');
	const bench = { engine: comparison.engine, deadline: comparison.deadline };
	const differences = [a, b].map(({ sides }): Expression | null => {
		const [left, right] = sides.map((side) => readExpression(side, bench));
		if (left == null || right == null) return null;
		return { kind: 'call', name: 'Subtract', args: [left, right] };
	});
	const [x, y] = differences;
	if (x == null || y == null) return unclear('an equation cannot be read');
	return compareProportional(x, y, a.sign === '<' || a.sign === '\\le', bench);
}

/** a > b as b < a. */
function leftwards({ sign, sides }: Relation): Pick<Relation, 'sign' | 'sides'> {
	const [left, right] = sides;
	if (sign === '>') return { sign: '<', sides: [right, left] };
	if (sign === '\\ge') return { sign: '\\le', sides: [right, left] };
	return { sign, sides };
}
