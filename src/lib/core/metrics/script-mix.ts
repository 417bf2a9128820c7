/** Scripts that are told apart; everything else is 'other'. Kana are one script for this purpose. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
	['latin', /\p{Script=Latin}/u],
	['han', /\p{Script=Han}/u],
	['kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
	['hangul', /\p{Script=Hangul}/u],
	['cyrillic', /\p{Script=Cyrillic}/u],
	['greek', /\p{Script=Greek}/u],
	['arabic', /\p{Script=Arabic}/u],
	['hebrew', /\p{Script=Hebrew}/u],
	['devanagari', /\p{Script=Devanagari}/u],
	['bengali', /\p{Script=Bengali}/u],
	['tamil', /\p{Script=Tamil}/u],
	['thai', /\p{Script=Thai}/u],
	['other', /(?!\p{Script=Common})\p{L}/u]
];
/** Scripts that are written together: Japanese and Korean use Han characters too. */
const COMPANIONS = new Map([
	['kana', ['han']],
	['hangul', ['han']]
]);

const LETTER_RUN = /\\?[\p{L}\p{M}]+/gu;
const ASCII_ONLY = /^[a-z]+$/i;

/**
 * Share of the response's letters outside the question's main script, 0 to 1 (METRICS §4, language
 * mix). Symbols are not language: TeX commands and letters that stand alone (x, π) are left out on
 * both sides, except in scripts where one letter is a word. A question without letters has the
 * response's own main script; a response without letters has 0.
 */
export function foreignScriptShare(response: string, question: string): number {
	const written = lettersByScript(response);
	const asked = lettersByScript(question);
	const main = mainScript(asked) ?? mainScript(written);
	if (main === undefined) return 0;
	const native = [main, ...(COMPANIONS.get(main) ?? [])];
	let total = 0;
	let foreign = 0;
	for (const [script, count] of written) {
		total += count;
		if (!native.includes(script)) foreign += count;
	}
	return total === 0 ? 0 : foreign / total;
}

function lettersByScript(text: string): Map<string, number> {
	const counts = new Map<string, number>();
	const add = (script: string, count: number): void => {
		counts.set(script, (counts.get(script) ?? 0) + count);
	};
	for (const [run] of text.matchAll(LETTER_RUN)) {
		if (ASCII_ONLY.test(run)) {
			if (run.length > 1) add('latin', run.length);
		} else if (!run.startsWith('\\')) {
			countRun(run, add);
		}
	}
	return counts;
}

function countRun(run: string, add: (script: string, count: number) => void): void {
	const letters = [...run];
	for (const letter of letters) {
		const script = scriptOf(letter);
		const standsAlone = letters.length === 1 && (script === 'latin' || script === 'greek');
		if (script !== undefined && !standsAlone) add(script, 1);
	}
}

function scriptOf(letter: string): string | undefined {
	return SCRIPTS.find(([, pattern]) => pattern.test(letter))?.[0];
}

/** The script of most letters; kana win over Han, because a Japanese text may hold more Han. */
function mainScript(counts: ReadonlyMap<string, number>): string | undefined {
	if (counts.has('kana') && counts.has('han')) return 'kana';
	let main: string | undefined;
	for (const [script, count] of counts) {
		if (main === undefined || count > (counts.get(main) ?? 0)) main = script;
	}
	return main;
}
