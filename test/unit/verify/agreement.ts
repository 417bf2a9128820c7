import type { Verification, Verifier } from '../../../src/lib/core/verify/verifier.ts';
import type { JudgedResponse } from './reference-data.ts';

export interface Judgement extends JudgedResponse {
	readonly verification: Verification;
}

export async function judgeAll(
	verifier: Verifier,
	responses: readonly JudgedResponse[]
): Promise<Judgement[]> {
	const judgements: Judgement[] = [];
	for (const response of responses) {
		judgements.push({ ...response, verification: await verifier.verify(response.input) });
	}
	return judgements;
}

/** Strict: 'unverifiable' agrees with neither verdict of the data. */
export function agrees({ isCorrect, verification }: Judgement): boolean {
	return verification.verdict === (isCorrect ? 'correct' : 'wrong');
}
