import type { Row } from '../../lib/core/model/tables.ts';
import type { EditDistanceKernel } from '../../lib/core/select/edit-distance/kernel.ts';
import { farthestByBounds } from '../../lib/core/select/farthest-by-bounds.ts';
import { KnownDistances, pairIndex } from '../../lib/core/select/known-distances.ts';
import type { NormalisedDistance } from '../../lib/core/select/levenshtein.ts';
import type { FarthestRequest } from '../../lib/protocol/analysis-data.ts';
import type { AnalysisInput } from './analyse-trajectory.ts';
import type { AnalysisDatabase } from './analysis-database.ts';
import { TextDistances } from './pair-distances.ts';

/** What was measured this long ago is saved, so that it is not measured again after a reload. */
const SAVE_EVERY_MS = 1000;

/**
 * Measures, for some questions, the distances that settle which of its trajectories are farthest apart:
 * upper bounds of all pairs, then exactly what core/select/farthest-by-bounds.ts names, until the choice is
 * certain. What is known from earlier is not measured again.
 */
export class FarthestDistances {
	readonly #db: AnalysisDatabase;
	readonly #kernel: EditDistanceKernel;
	#rows: Row<'pairwise'>[] = [];
	#bounds: Row<'pairwise_bounds'>[] = [];
	#savedAtMs = performance.now();
	#measured = 0;

	constructor(db: AnalysisDatabase, kernel: EditDistanceKernel) {
		this.#db = db;
		this.#kernel = kernel;
	}

	/**
	 * Resolves when all is saved, with the number of exact distances that were measured.
	 * @throws AppError 'not-supported' where two texts are too long to be compared; all else is saved
	 */
	async measure(requests: readonly FarthestRequest[]): Promise<number> {
		try {
			for (const request of requests) await this.#settle(request);
		} finally {
			await this.#save();
		}
		return this.#measured;
	}

	async #settle(request: FarthestRequest): Promise<void> {
		const ids = request.ids.join('|');
		const inputs = await this.#db.query('analysis/inputs', { ids });
		const question = new QuestionDistances(request, inputs, this.#kernel);
		question.learnAll(await this.#db.query('analysis/known-distances', { ids }));
		for (const [i, j] of question.unknownPairs()) {
			this.#bounds.push(question.measureBound(i, j));
			await this.#saveNowAndThen();
		}
		let unsure = question.unsurePairs();
		while (unsure.length > 0) {
			for (const [i, j] of unsure) {
				this.#rows.push(question.measureExactly(i, j));
				this.#measured++;
				await this.#saveNowAndThen();
			}
			unsure = question.unsurePairs();
		}
	}

	async #saveNowAndThen(): Promise<void> {
		if (performance.now() - this.#savedAtMs >= SAVE_EVERY_MS) await this.#save();
	}

	/** Side by side: they wait for the disk once. */
	async #save(): Promise<void> {
		const [rows, bounds] = [this.#rows, this.#bounds];
		[this.#rows, this.#bounds] = [[], []];
		await Promise.all([
			this.#db.append('pairwise', rows),
			this.#db.append('pairwise_bounds', bounds)
		]);
		this.#savedAtMs = performance.now();
	}
}

interface KnownRow extends NormalisedDistance {
	readonly a_id: string;
	readonly b_id: string;
	readonly exact: boolean;
}

/** The texts of one question, what is known of their distances, and the choice among them. */
class QuestionDistances {
	readonly #request: FarthestRequest;
	/** Of trajectories that are still there. */
	readonly #ids: readonly string[];
	readonly #texts: TextDistances;
	readonly #known: KnownDistances;

	constructor(
		request: FarthestRequest,
		inputs: readonly AnalysisInput[],
		kernel: EditDistanceKernel
	) {
		this.#request = request;
		this.#texts = new TextDistances(kernel, inputs);
		this.#ids = request.ids.filter((id) => this.#texts.has(id));
		this.#known = new KnownDistances(this.#ids.length);
	}

	learnAll(rows: readonly KnownRow[]): void {
		const places = new Map(this.#ids.map((id, place) => [id, place]));
		for (const row of rows) {
			const [i, j] = [places.get(row.a_id), places.get(row.b_id)];
			if (i !== undefined && j !== undefined) this.#learn(i, j, row, row.exact);
		}
	}

	/** Pairs of which not even a bound is known. */
	unknownPairs(): readonly (readonly [number, number])[] {
		return this.#ids.flatMap((_, i) =>
			this.#ids.flatMap((_, j) => (i < j && !this.#known.isBounded(i, j) ? [[i, j] as const] : []))
		);
	}

	unsurePairs(): readonly (readonly [number, number])[] {
		return farthestByBounds(this.#ids, this.#known, this.#request.seats).unsure;
	}

	measureBound(i: number, j: number): Row<'pairwise_bounds'> {
		const row = this.#texts.boundRow(this.#pair(i, j));
		this.#learn(i, j, row, false);
		return row;
	}

	measureExactly(i: number, j: number): Row<'pairwise'> {
		const row = this.#texts.row(this.#pair(i, j));
		this.#learn(i, j, row, true);
		return row;
	}

	#learn(i: number, j: number, measured: NormalisedDistance, exact: boolean): void {
		const { measure } = this.#request;
		const value = measure === 'normalised' ? measured.normalised : measured.distance;
		this.#known.learn(pairIndex(i, j, this.#ids.length), value, exact);
	}

	#pair(i: number, j: number): { questionId: string; aId: string; bId: string } {
		return { questionId: this.#request.questionId, aId: this.#ids[i]!, bId: this.#ids[j]! };
	}
}
