import { stratifiedRate, type StratifiedRate } from '../stats/stratified-rate.ts';
import { STRATA, type Stratum } from './stratum.ts';

/** Of the trajectories of a stratum of which a grader said one thing, how many a person looked at, and contradicted. */
export interface ErrorRow {
	readonly grader: string;
	readonly stratum: Stratum;
	readonly said: 'correct' | 'wrong';
	readonly size: number;
	readonly sampled: number;
	readonly errors: number;
}

export interface ErrorRates {
	readonly grader: string;
	/** Trajectories that it called correct or wrong, and those that a person looked at. */
	readonly decided: number;
	readonly sampled: number;
	readonly errors: number;
	/** Of all that it decided. Null while a stratum was not looked at. */
	readonly all: StratifiedRate | null;
	/** Wrong ones among what it called correct: what would be in a training set. */
	readonly ofCorrect: StratifiedRate | null;
	/** Correct ones among what it called wrong: what a training set would lack. */
	readonly ofWrong: StratifiedRate | null;
}

/**
 * How often each grader errs, as far as a person who reviewed a random sample of each stratum can tell: the queue
 * asks for all contradictions and for few of what is agreed, so that the strata have to be weighted by their sizes.
 * What the person could not tell counts as not looked at.
 */
export function errorRates(rows: readonly ErrorRow[]): readonly ErrorRates[] {
	const graders = [...new Set(rows.map(({ grader }) => grader))];
	return graders.map((grader) => {
		const own = rows.filter((row) => row.grader === grader);
		return {
			grader,
			decided: sum(own, 'size'),
			sampled: sum(own, 'sampled'),
			errors: sum(own, 'errors'),
			all: rateOf(own),
			ofCorrect: rateOf(own.filter(({ said }) => said === 'correct')),
			ofWrong: rateOf(own.filter(({ said }) => said === 'wrong'))
		};
	});
}

function rateOf(rows: readonly ErrorRow[]): StratifiedRate | null {
	return stratifiedRate(
		STRATA.map((stratum) => {
			const inside = rows.filter((row) => row.stratum === stratum);
			const hits = sum(inside, 'errors');
			return { size: sum(inside, 'size'), sampled: sum(inside, 'sampled'), hits };
		})
	);
}

function sum(rows: readonly ErrorRow[], key: 'size' | 'sampled' | 'errors'): number {
	return rows.reduce((total, row) => total + row[key], 0);
}
