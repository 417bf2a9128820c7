// `npx tsx tools/verification-report.ts`: measures the verifier on the reference data, writes docs/verification.md.
import { writeFileSync } from 'node:fs';
import { createVerifier, GRADER_VERSION, type Verifier } from '../src/lib/core/verify/verifier.ts';
import { agrees, judgeAll, type Judgement } from '../test/unit/verify/agreement.ts';
import { CATEGORIES, KNOWN_DISAGREEMENTS } from '../test/unit/verify/known-disagreements.ts';
import { aimeSample, gsm8kSample } from '../test/unit/verify/reference-data.ts';
import { METHOD } from './verification-method.ts';

const verifier = await createVerifier();
const gsm8k = await judgeAll(verifier, gsm8kSample());
const aime = await judgeAll(verifier, aimeSample());
const whole = aime.filter(({ input }) => input.truncated !== true);
const cutOff = aime.filter(({ input }) => input.truncated === true);

const sections = [
	METHOD.replace('{version}', String(GRADER_VERSION)),
	'## Agreement with the verdicts that came with the data',
	'Strict: `unverifiable` agrees with neither verdict. Each row counts responses by the verdict of the data.',
	agreementTable([
		['GSM8K sample (`is_correct`)', gsm8k],
		['AIME 2024 (`reference_correct`), whole responses', whole]
	]),
	`The ${cutOff.length} AIME responses without their closing marks were cut off and are left out above. ` +
		`Of them ${count(cutOff, true, 'correct')} are judged correct by a boxed answer that the original grader also accepted, ` +
		`${count(cutOff, false, 'correct')} that it rejected; ${countVerdict(cutOff, 'wrong')} wrong and ${countVerdict(cutOff, 'unverifiable')} unverifiable.`,
	'## Every disagreement',
	...Object.entries(CATEGORIES).map(([name, text]) => `- **${name}**: ${text}`),
	disagreementTable([...gsm8k, ...whole].filter((judgement) => !agrees(judgement))),
	'## Speed',
	await speed(verifier)
];
const path = new URL('../docs/verification.md', import.meta.url);
writeFileSync(path, `${sections.join('\n\n').replace(/\n\n- \*\*/g, '\n- **')}\n`);

function count(judgements: readonly Judgement[], isCorrect: boolean, verdict: string): number {
	return judgements.filter(
		(item) => item.isCorrect === isCorrect && item.verification.verdict === verdict
	).length;
}

function countVerdict(judgements: readonly Judgement[], verdict: string): number {
	return count(judgements, true, verdict) + count(judgements, false, verdict);
}

function agreementTable(samples: readonly (readonly [string, readonly Judgement[]])[]): string {
	const head =
		'| data | says | n | correct | wrong | unverifiable | agreement |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |';
	const rows = samples.flatMap(([name, judgements]) => {
		const share = (100 * judgements.filter(agrees).length) / judgements.length;
		return [true, false].map((isCorrect) => {
			const counts = ['correct', 'wrong', 'unverifiable'].map((verdict) =>
				count(judgements, isCorrect, verdict)
			);
			const n = counts.reduce((sum, value) => sum + value, 0);
			const first = isCorrect ? `${name} | correct` : ' | incorrect';
			return `| ${first} | ${n} | ${counts.join(' | ')} | ${isCorrect ? `${share.toFixed(2)} %` : ''} |`;
		});
	});
	return [head, ...rows].join('\n');
}

function disagreementTable(disagreements: readonly Judgement[]): string {
	const head =
		'| question | teacher | data says | verdict | extracted | expected | category | evidence |\n| --- | --- | --- | --- | --- | --- | --- | --- |';
	const rows = disagreements.map(({ question, teacher, isCorrect, verification }) => {
		const known = KNOWN_DISAGREEMENTS.find(
			(item) => item.question === question && item.teacher === teacher
		);
		return `| ${[
			question,
			teacher,
			isCorrect ? 'correct' : 'incorrect',
			verification.verdict,
			code(verification.extracted),
			code(verification.expected),
			known?.category ?? '**not explained yet**',
			code(known?.evidence ?? null)
		].join(' | ')} |`;
	});
	return [head, ...rows].join('\n');
}

function code(text: string | null): string {
	return text === null ? '–' : `\`${text.replaceAll('|', '\\|')}\``;
}

/** Answers per second on one core, whole GSM8K sample, best of five rounds after one to warm up. */
async function speed(verifier: Verifier): Promise<string> {
	const responses = gsm8kSample();
	const rates: number[] = [];
	for (let round = 0; round < 6; round++) {
		const start = performance.now();
		for (const { input } of responses) await verifier.verify(input);
		rates.push(responses.length / ((performance.now() - start) / 1000));
	}
	const [first = 0, ...rest] = rates;
	const thousands = (rate: number): string =>
		`${(Math.round(rate / 100) / 10).toFixed(1)} thousand`;
	return (
		`GSM8K sample, one thread, on the machine that wrote this file: ${thousands(first)} answers per second in the first round, ` +
		`${thousands(Math.max(...rest))} when warm. The symbolic engine is not needed for them.`
	);
}
