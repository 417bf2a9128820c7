/** Whether two texts are the same words: case, punctuation, articles and accents' encoding aside. */
export function sameWords(a: string, b: string): boolean {
	const [x, y] = [normalWords(a), normalWords(b)];
	return x !== '' && x === y;
}

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
