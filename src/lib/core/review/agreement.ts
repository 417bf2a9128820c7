import { cohensKappa, type Agreement } from '../stats/kappa.ts';

/** In the order of the tables. */
export const GIVEN_VERDICTS = ['correct', 'wrong', 'unverifiable'] as const;

/** How often two graders said this of the same trajectory. */
export interface AgreementRow {
	readonly first: string;
	readonly second: string;
	readonly first_verdict: string;
	readonly second_verdict: string;
	readonly items: number;
}

export interface PairAgreement {
	readonly first: string;
	readonly second: string;
	/** Trajectories that both judged. */
	readonly items: number;
	/** By what the first said (row) and the second (column), as in GIVEN_VERDICTS. */
	readonly counts: readonly (readonly number[])[];
	/** Null where it is not defined: both only ever said one and the same. */
	readonly kappa: Agreement | null;
}

/** Pairs in the order of their first row. What is none of GIVEN_VERDICTS is left out. */
export function agreements(rows: readonly AgreementRow[]): readonly PairAgreement[] {
	const pairs = new Map<string, AgreementRow[]>();
	for (const row of rows) {
		const key = `${row.first}\n${row.second}`;
		pairs.set(key, [...(pairs.get(key) ?? []), row]);
	}
	return [...pairs.values()].map((ofPair) => {
		const counts = GIVEN_VERDICTS.map((first) =>
			GIVEN_VERDICTS.map((second) =>
				ofPair
					.filter((row) => row.first_verdict === first && row.second_verdict === second)
					.reduce((sum, { items }) => sum + items, 0)
			)
		);
		const { first, second } = ofPair[0]!;
		const items = counts.flat().reduce((sum, count) => sum + count, 0);
		return { first, second, items, counts, kappa: cohensKappa(counts) };
	});
}
