import { MEASURES, type Measure, type MeasureRange } from '../core/model/trajectory-filter.ts';
import { BINS, roundBins, type Bins } from '../core/stats/histogram-bins.ts';
import type { PageDb } from '../services/remote-db.ts';

/** A histogram of one measure: how many trajectories each bar would show. */
export interface Histogram extends Bins {
	readonly measure: Measure;
	/** BINS of them. */
	readonly counts: readonly number[];
}

/** Measures that count something; the others are shares and rates. */
const WHOLE: readonly Measure[] = ['tokens', 'chars'];

/** Per facet and value. */
type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What each choice of each facet would show while the other facets stay as they are. */
export class FacetsState {
	readonly #db: Pick<PageDb, 'query'>;
	#bins = $state.raw<ReadonlyMap<Measure, Bins>>(new Map());
	#all = $state.raw<Counts>(new Map());
	#counts = $state.raw<Counts>(new Map());
	#turn = 0;

	constructor(db: Pick<PageDb, 'query'>) {
		this.#db = db;
	}

	/** Values that any trajectory has, as choices, whatever the filter. */
	known(facet: string): readonly string[] {
		return [...(this.#all.get(facet)?.keys() ?? [])];
	}

	/** Values of a category as choices, with what each would show; absent where that is nothing. */
	values(facet: string): ReadonlyMap<string, number> {
		return this.#counts.get(facet) ?? new Map<string, number>();
	}

	/** Of the measures that any trajectory has. */
	get histograms(): readonly Histogram[] {
		return MEASURES.flatMap((measure) => {
			const bins = this.#bins.get(measure);
			if (bins === undefined) return [];
			const bars = this.values(measure);
			const counts = Array.from({ length: BINS }, (_, bar) => bars.get(String(bar)) ?? 0);
			return [{ measure, ...bins, counts }];
		});
	}

	clear(): void {
		this.#turn++;
		this.#bins = new Map();
		this.#all = this.#counts = new Map();
	}

	/** The data changed: bars may have to reach farther, and there may be new values. */
	async measure(student: string): Promise<void> {
		const bounds = await this.#db.query('lists/measure-bounds', { student });
		this.#bins = new Map(
			bounds.map((bound) => [bound.measure, roundBins(bound, WHOLE.includes(bound.measure))])
		);
		this.#all = await this.#ask('', student);
	}

	/** A later call overtakes. */
	async count(filter: string, student: string): Promise<void> {
		const turn = ++this.#turn;
		const counts = filter === '' ? this.#all : await this.#ask(filter, student);
		if (turn === this.#turn) this.#counts = counts;
	}

	async #ask(filter: string, student: string): Promise<Counts> {
		const bins = [...this.#bins].map(
			([measure, { start, width }]) => `${measure}=${start}~${width}`
		);
		const asked = { filter, student, bins: bins.join('&') };
		const counts = new Map<string, Map<string, number>>();
		for (const { facet, value, count } of await this.#db.query('lists/trajectory-facets', asked)) {
			counts.set(facet, (counts.get(facet) ?? new Map<string, number>()).set(value, count));
		}
		return counts;
	}
}

/** What the bars `first` to `last` hold; the last bar of all is open. */
export function rangeOfBars({ start, width }: Bins, first: number, last: number): MeasureRange {
	const edge = (bar: number): number => Number((start + bar * width).toPrecision(12));
	return {
		from: first === 0 ? null : edge(first),
		below: last === BINS - 1 ? null : edge(last + 1)
	};
}
