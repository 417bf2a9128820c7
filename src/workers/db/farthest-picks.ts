/// <reference types="vite/client" />
import type { Recipe } from '../../lib/core/model/recipe.ts';
import { farthest } from '../../lib/core/select/farthest.ts';
import type { Database } from './database.ts';
import diversityGroups from './sql/curate/diversity-groups.sql?raw';
import insertPicks from './sql/curate/insert-picks.sql?raw';

interface Group {
	readonly question_id: string;
	readonly seats: number;
	/** Ascending. */
	readonly ids: readonly string[];
	/** Of the pairs (0, 1), (0, 2) … (1, 2) …; shorter while some are not measured. */
	readonly distances: readonly number[];
}

interface RememberedPicks {
	readonly key: string;
	readonly picks: readonly string[];
}

export interface MissingDistances {
	readonly pairs: number;
	readonly questions: readonly string[];
}

/** Ids per statement: long enough to be quick, short enough for a parameter. */
const IDS_PER_INSERT = 20_000;

/**
 * Chooses the farthest trajectories of every crowded question (METRICS §5) and puts them into
 * `diversity_picks`. A distance never changes, so the choice among the same trajectories is
 * remembered: a slider of another stage does not compute it again.
 */
export class FarthestPicks {
	readonly #db: Database;
	#remembered = new Map<string, RememberedPicks>();

	constructor(db: Database) {
		this.#db = db;
	}

	/** Needs the decisions of all stages before diversity. Returns what could not be decided. */
	async choose(measure: Recipe['diversity']['measure']): Promise<MissingDistances> {
		const groups = await this.#db.rows<Group>(diversityGroups);
		const missing = { pairs: 0, questions: [] as string[] };
		const picks: string[] = [];
		const remembered = new Map<string, RememberedPicks>();
		for (const group of groups) {
			const lacking = pairsNeeded(group) - group.distances.length;
			if (lacking > 0) {
				missing.pairs += lacking;
				missing.questions.push(group.question_id);
				continue;
			}
			const entry = this.#picksOf(group, measure);
			remembered.set(group.question_id, entry);
			for (const id of entry.picks) picks.push(id);
		}
		this.#remembered = remembered;
		await this.#insert(picks);
		return missing;
	}

	#picksOf(group: Group, measure: string): RememberedPicks {
		const key = `${measure} ${group.seats} ${group.ids.join()}`;
		const known = this.#remembered.get(group.question_id);
		if (known?.key === key) return known;
		const { ids, distances, seats } = group;
		const between = (i: number, j: number): number => distances[pairIndex(i, j, ids.length)] ?? 0;
		return { key, picks: farthest(ids, between, seats) };
	}

	async #insert(ids: readonly string[]): Promise<void> {
		for (let from = 0; from < ids.length; from += IDS_PER_INSERT) {
			await this.#db.run(insertPicks, [ids.slice(from, from + IDS_PER_INSERT).join('|')]);
		}
	}
}

/** One seat alone is filled without looking at distances. */
function pairsNeeded({ ids, seats }: Group): number {
	return seats > 1 ? (ids.length * (ids.length - 1)) / 2 : 0;
}

/** Place of the pair {i, j} among all pairs of n in the order (0, 1), (0, 2) … (1, 2) …; 0-based. */
export function pairIndex(i: number, j: number, n: number): number {
	const [low, high] = i < j ? [i, j] : [j, i];
	return low * n - (low * (low + 1)) / 2 + high - low - 1;
}
