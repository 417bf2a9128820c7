import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createRandom } from '../../src/lib/core/stats/random.ts';

export const SAMPLES = 10;
const WORDS = (
	'so the number of apples is then we add multiply and divide by two wait let me check that again ' +
	'first second total each box holds twice as many minus what was sold therefore the answer must be'
).split(' ');

/**
 * JSONL: ten solutions of about `chars` characters to each question, by two models, two of three of them right.
 * @returns its size in bytes
 */
export async function writeRows(
	path: string,
	trajectories: number,
	chars = 8_000
): Promise<number> {
	const random = createRandom('scale');
	const file = createWriteStream(path);
	let bytes = 0;
	for (let row = 0; row < trajectories; row++) {
		const question = Math.floor(row / SAMPLES);
		const answer = question + (row % 3 === 2 ? 1 : 0);
		const line = `${JSON.stringify({
			question: `Question ${question}: what is ${question} + 0?`,
			answer: String(question),
			model: row % 2 === 0 ? 'first-7b' : 'second-7b',
			response: `${words(random, chars)}\nThe answer is \\boxed{${answer}}.`
		})}\n`;
		bytes += line.length;
		if (!file.write(line)) await once(file, 'drain');
	}
	file.end();
	await once(file, 'finish');
	return bytes;
}

function words(random: { integer(n: number): number }, wanted: number): string {
	const parts: string[] = [];
	for (let chars = 0; chars < wanted;) {
		const word =
			random.integer(6) === 0
				? String(random.integer(10_000))
				: WORDS[random.integer(WORDS.length)]!;
		parts.push(word);
		chars += word.length + 1;
	}
	return parts.join(' ');
}
