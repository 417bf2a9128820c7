/**
 * A benchmark is a module in `bench/` whose default export is a `Benchmark`; its file name is its name.
 *
 * How it is measured. Every case runs in PAIRS: our work and, right beside it, a reference: a peer (another
 * library on the same input), our own plain version, or else the yardstick (`yardstick.ts`, fixed work that
 * this project never changes). Which of the two goes first alternates, so that whatever the machine does
 * beside falls on both alike. Warm-up pairs are not counted.
 *
 * How it is compared. Times of two machines, or of one machine on two days, do not compare; the RATIO
 * within a pair does, mostly: a slower clock or a busy neighbour slows both sides. So a run is compared
 * with the committed baseline (`bench/results/NAME.json`) by the median ratio of its pairs and nothing
 * else: 'slower' or 'faster' where the 95 % intervals of the two medians do not meet and the medians are
 * more than 5 % apart, else 'as before'. What the ratio cannot cancel are differences of kind: another
 * cache size, another instruction set, another version of the engine. Such a baseline is to be saved anew.
 */
export interface Benchmark {
	/** One sentence: what is measured, on which data. */
	readonly measures: string;
	/** Loads the data, starts what is needed. */
	prepare(): Promise<Prepared>;
}

export interface Prepared {
	readonly cases: readonly BenchCase[];
	/** What was run beside Node: `{ Chromium: '140.0.7339.16' }`. */
	readonly versions?: Readonly<Record<string, string>>;
	/** Sentences for the reader: a peer that is not installed, what a number does not say. */
	readonly notes?: readonly string[];
	/** Ends what `prepare` started; called also after a failure. */
	close?(): Promise<void>;
}

export interface BenchCase {
	readonly name: string;
	readonly ours: Subject;
	/** Null: the yardstick stands in, for the comparison with the baseline only. */
	readonly peer: Subject | null;
	/** What one run gets done, where a rate says more than milliseconds. */
	readonly work?: Work;
	/**
	 * 'cpu' for work of this process on one core: processor time, which other programs on the machine do not
	 * add to (though they still take from its caches). Both sides must be such work. Default 'wall'.
	 */
	readonly clock?: Clock;
	/** Of the numbers that the subjects give back where they are no times; never together with `work`. */
	readonly unit?: string;
	/** How ours is set beside the peer: 'how many times as fast', or 'how much longer' (for a part added). */
	readonly contrast?: Contrast;
	readonly goal?: Goal;
	/** Pairs; at least 6 for a 95 % interval of the median. */
	readonly repetitions: number;
	readonly warmUp: number;
}

export interface Subject {
	readonly name: string;
	/**
	 * Does the work once; a promise is waited for. A number given back is the time in milliseconds, of work
	 * that times itself (in another process, in a page); any other value means that the call was the work.
	 */
	run(): unknown;
}

export interface Work {
	readonly amount: number;
	/** Plural, as in 'MB' or 'answers'; the rate is per second. */
	readonly unit: string;
}

export type Clock = 'wall' | 'cpu';

export type Contrast = 'speed-up' | 'overhead';

export interface Goal {
	/** The time or rate itself, or the contrast with the peer (a factor; an overhead is a share, 0.05). */
	readonly of: 'value' | Contrast;
	readonly is: 'at least' | 'at most';
	readonly number: number;
}
