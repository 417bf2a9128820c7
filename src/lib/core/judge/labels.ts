import { showHidden } from '../reading/hidden-characters.ts';

export const MAX_LABEL_CHARS = 40;

/** Why a model cannot be made to choose between labels, a sentence per reason; empty where it can. */
export function labelProblems(labels: readonly string[]): string[] {
	const problems: string[] = [];
	if (labels.some((each) => each.trim() === '')) problems.push('A label is empty.');
	if (labels.some((each) => each !== each.trim())) {
		problems.push('A label begins or ends with a space.');
	}
	if (labels.some((each) => each.length > MAX_LABEL_CHARS)) {
		problems.push(`A label is longer than ${MAX_LABEL_CHARS} characters.`);
	}
	if (labels.some((each) => /[\r\n{}<>]/.test(each) || showHidden(each) !== each)) {
		problems.push('A label has a line end, a bracket, a brace or a hidden character.');
	}
	for (const [at, label] of labels.entries()) {
		// The whole of one would be part of the other, which could then never be more probable.
		const longer = labels.find((other, place) => place !== at && beginsLike(other, label));
		if (longer === undefined) continue;
		problems.push(
			`‘${label}’ is the beginning of ‘${longer}’, so the two labels cannot be told apart.`
		);
	}
	return problems;
}

function beginsLike(longer: string, shorter: string): boolean {
	const [a, b] = [longer.trim().toLowerCase(), shorter.trim().toLowerCase()];
	return b !== '' && a.startsWith(b);
}
