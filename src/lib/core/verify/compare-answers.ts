import type { Answer, Group, Ratio, Truth, Union, Words } from './answer.ts';
import {
	compareGroups,
	compareMatrices,
	compareUnions,
	compareWithGroup,
	matrixOf
} from './compare-groups.ts';
import { compareRatios } from './compare-ratios.ts';
import { compareNamed } from './compare-relations.ts';
import { compareScalars } from './compare-scalars.ts';
import type { Comparison } from './comparison.ts';
import { different, equal, unclear, type Outcome } from './outcome.ts';
import { sameWords } from './words.ts';

/** Whether two answers are equal; the first is the expected one. Throws EvaluationFailure 'timeout' only. */
export function compareAnswers(gold: Answer, response: Answer, comparison: Comparison): Outcome {
	comparison.deadline.check();
	if (squeeze(gold.text) === squeeze(response.text)) return equal('the answers are the same');
	if (isNamed(gold) || isNamed(response)) return compareNamed(gold, response, comparison);
	if (gold.kind === 'scalar' && response.kind === 'scalar')
		return compareScalars(gold, response, comparison);
	if (gold.kind === 'words' && response.kind === 'words')
		return compareWords(gold, response, comparison);
	if (gold.kind === 'infinity' && response.kind === 'infinity') {
		return gold.sign === response.sign ? equal('both are infinite') : different('the signs differ');
	}
	if (gold.kind === 'truth' && response.kind === 'truth')
		return compareTruths(gold, response, comparison);
	if (
		gold.kind === 'words' ||
		response.kind === 'words' ||
		gold.kind === 'truth' ||
		response.kind === 'truth'
	) {
		return unclear('one side is words');
	}
	if (gold.kind === 'ratio' || response.kind === 'ratio') return compareWithRatio(gold, response);
	return compareSeveral(gold, response, comparison);
}

function compareSeveral(gold: Answer, response: Answer, comparison: Comparison): Outcome {
	if (gold.kind === 'matrix' || response.kind === 'matrix')
		return compareAsMatrices(gold, response, comparison);
	if (gold.kind === 'union' || response.kind === 'union')
		return compareUnions(unionOf(gold), unionOf(response), comparison);
	if (gold.kind === 'group' && response.kind === 'group')
		return compareGroups(gold, response, comparison);
	if (gold.kind === 'group') {
		const flipped: Comparison = {
			...comparison,
			compare: (a, b) => comparison.compare(b, a, comparison)
		};
		return compareWithGroup(response, gold, flipped);
	}
	if (response.kind === 'group') return compareWithGroup(gold, response, comparison);
	return different('one is finite and the other is not');
}

function compareAsMatrices(gold: Answer, response: Answer, comparison: Comparison): Outcome {
	const [a, b] = [gold, response].map((side) =>
		side.kind === 'matrix' ? side : side.kind === 'group' ? matrixOf(side) : null
	);
	if (a != null && b != null) return compareMatrices(a, b, comparison);
	// A column may be written as a vector (1, 2): equal entries leave it open.
	const [x, y] = [entriesOf(gold), entriesOf(response)];
	if (x.length !== y.length) return different('the numbers of entries differ');
	const asLists = compareGroups(bare(x), bare(y), { ...comparison, type: 'list' });
	return asLists.kind === 'different'
		? asLists
		: unclear('one side is a matrix and the other is not');
}

function entriesOf(answer: Answer): readonly Answer[] {
	if (answer.kind === 'matrix') return answer.rows.flat();
	return answer.kind === 'group' ? answer.items : [answer];
}

function bare(items: readonly Answer[]): Group {
	return { kind: 'group', text: '', brackets: '', items, isInterval: false };
}

/** One interval is a union of one. */
function unionOf(answer: Answer): Union {
	return answer.kind === 'union' ? answer : { kind: 'union', text: answer.text, parts: [answer] };
}

function compareWords(gold: Words, response: Words, { type }: Comparison): Outcome {
	if (sameWords(gold.text, response.text)) return equal('the words are the same');
	return type === 'text' ? different('the words differ') : unclear('other words may mean the same');
}

function compareTruths(gold: Truth, response: Truth, { type }: Comparison): Outcome {
	if (gold.value !== response.value) return different('one affirms and the other denies');
	const isSameWord = gold.text.toLowerCase() === response.text.toLowerCase();
	if (isSameWord || type === 'boolean') return equal('both say the same');
	return unclear('yes and true may answer different questions');
}

function compareWithRatio(gold: Answer, response: Answer): Outcome {
	const [ratio, other] = gold.kind === 'ratio' ? [gold, response] : [response as Ratio, gold];
	if (other.kind === 'ratio') return compareRatios(ratio, other);
	return other.kind === 'scalar'
		? unclear('one side is a ratio or a time, and the other is one value')
		: different('one side is a ratio');
}

function isNamed(answer: Answer): boolean {
	return answer.kind === 'labelled' || answer.kind === 'relation';
}

/** Without white space, but never joining digits: '2 1/2' is not '21/2'. */
function squeeze(text: string): string {
	return text.replace(/(\d) (?=[\d.])/g, '$1_').replaceAll(' ', '');
}
