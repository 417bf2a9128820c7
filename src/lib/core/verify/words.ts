/** Whether two texts are the same words: case, punctuation, articles and accents' encoding aside. */
export function sameWords(a: string, b: string): boolean {
	// Signs of mathematics would be lost: x^2 and x_2 are not the same words.
	if (NOT_WORDS.test(a.replaceAll('\\text', '')) || NOT_WORDS.test(b.replaceAll('\\text', '')))
		return false;
	const [x, y] = [normalWords(a), normalWords(b)];
	return x !== '' && x === y;
}

const NOT_WORDS = /[\\^_=<>*|~]/;

function normalWords(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/\\text ?/g, ' ')
		.replace(/[^\p{L}\p{M}\p{N}+/%$€£-]+/gu, ' ')
		.split(' ')
		.filter((word) => word !== '' && word !== 'the' && word !== 'a' && word !== 'an')
		.join(' ');
}
