import { normalisedWordsAndSigns } from '../../../src/lib/core/metrics/words.ts';
import { aimeResponses, gsm8kSample } from '../verify/reference-data.ts';

/** 5,276 solutions of GSM8K questions: 1,319 questions, four models. */
export function gsm8kSolutions(): string[] {
	return gsm8kSample().map(({ input }) => input.response);
}

/** Paragraphs of 20 words and more from responses to AIME 2024, `count` of them evenly spread. */
export function aimeParagraphs(count: number): string[] {
	const all = aimeResponses()
		.flatMap((text) => text.split(/\n\s*\n/))
		.filter((text) => normalisedWordsAndSigns(text).length >= 20);
	return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]!);
}
