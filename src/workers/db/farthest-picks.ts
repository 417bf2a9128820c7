import type { Recipe } from '../../lib/core/model/recipe.ts';
import { farthest } from '../../lib/core/select/farthest.ts';
import type { Database } from './database.ts';
import clearPicks from './sql/curate/clear-picks.sql?raw';
import diversityDistances from './sql/curate/diversity-distances.sql?raw';
import diversityGroups from './sql/curate/diversity-groups.sql?raw';
import diversityMembers from './sql/curate/diversity-members.sql?raw';
import insertPicks from './sql/curate/insert-picks.sql?raw';

interface Group {
	readonly question_number: number;
	readonly size: number;
	readonly seats: number;
	/** Numbers of the trajectories, ascending with their ids. */
	readonly members: readonly number[];
	readonly fingerprint: string;
}

interface Distances {
	readonly question_number: number;
	/** Places among the pairs of the group (`pairIndex`), in any order. */
	readonly pairs: readonly number[];
	readonly distances: readonly number[];
}

/** 0-based places in `Group.members`. */
type Places = readonly number[];

/** Numbers per statement: long enough to be quick, short enough for a parameter. */
const PICKS_PER_INSERT = 50_000;
/** Of more questions than this, all distances are read at once. */
const MAX_NAMED_QUESTIONS = 2_000;

/**
 * Chooses the farthest trajectories of every crowded question (METRICS §5) and puts them into
 * `diversity_picks`. A distance never changes, so the choice among the same trajectories is
 * remembered: a slider of another stage does not compute it again.
 */
export class FarthestPicks {
	readonly #db: Database;
	#remembered = new Map<string, Places>();

	constructor(db: Database) {
		this.#db = db;
	}

	/** Needs the decisions of the stages before diversity. Returns how many distances are missing. */
	async choose(measure: Recipe['diversity']['measure']): Promise<number> {
		await this.#db.run(diversityMembers);
		const groups = await this.#db.rows<Group>(diversityGroups);
		const key = (group: Group): string => `${group.fingerprint} ${group.seats} ${measure}`;
		const fresh = groups.filter((group) => !this.#remembered.has(key(group)));
		const distances = await this.#distancesOf(fresh.filter((group) => group.seats > 1));
		const remembered = new Map<string, Places>();
		const picks: number[] = [];
		let missingPairs = 0;
		for (const group of groups) {
			const measured = distances.get(group.question_number);
			const known = this.#remembered.get(key(group));
			const lacking = known ? 0 : pairsNeeded(group) - (measured?.pairs.length ?? 0);
			missingPairs += lacking;
			if (lacking > 0) continue;
			const places = known ?? farthestPlaces(group, measured);
			remembered.set(key(group), places);
			for (const place of places) picks.push(group.members[place]!);
		}
		this.#remembered = remembered;
		await this.#insert(picks);
		return missingPairs;
	}

	async #distancesOf(groups: readonly Group[]): Promise<Map<number, Distances>> {
		if (groups.length === 0) return new Map();
		const named = groups.length <= MAX_NAMED_QUESTIONS;
		const numbers = named ? groups.map((group) => group.question_number).join('|') : '';
		const rows = await this.#db.rows<Distances>(diversityDistances, [numbers]);
		return new Map(rows.map((row) => [row.question_number, row]));
	}

	async #insert(picks: readonly number[]): Promise<void> {
		await this.#db.run(clearPicks);
		for (let from = 0; from < picks.length; from += PICKS_PER_INSERT) {
			await this.#db.run(insertPicks, [picks.slice(from, from + PICKS_PER_INSERT).join('|')]);
		}
	}
}

function farthestPlaces({ size, seats }: Group, measured: Distances | undefined): Places {
	const byPair: number[] = [];
	measured?.pairs.forEach((pair, i) => (byPair[pair] = measured.distances[i] ?? 0));
	const digits = String(size).length;
	// Padded places are in the order of the ids, by which ties are broken.
	const names = Array.from({ length: size }, (_, place) => String(place).padStart(digits, '0'));
	return farthest(names, (i, j) => byPair[pairIndex(i, j, size)] ?? 0, seats).map(Number);
}

/** One seat alone is filled without looking at distances. */
function pairsNeeded({ size, seats }: Group): number {
	return seats > 1 ? (size * (size - 1)) / 2 : 0;
}

/** Place of the pair {i, j} among all pairs of n in the order (0, 1), (0, 2) … (1, 2) …; 0-based. */
export function pairIndex(i: number, j: number, n: number): number {
	const [low, high] = i < j ? [i, j] : [j, i];
	return low * n - (low * (low + 1)) / 2 + high - low - 1;
}
