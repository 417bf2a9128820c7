import type { Recipe } from '../../lib/core/model/recipe.ts';
import { farthestByBounds } from '../../lib/core/select/farthest-by-bounds.ts';
import { KnownDistances, pairCount } from '../../lib/core/select/known-distances.ts';
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
	/** Upper bounds where not `exact`. */
	readonly distances: readonly number[];
	readonly exact: readonly boolean[];
}

/** 0-based places in `Group.members`. */
type Places = readonly number[];

interface Choice {
	/** Null where the distances that are known do not settle it. */
	readonly places: Places | null;
	/** Distances of the group that are not measured. */
	readonly unmeasured: number;
}

/** Numbers per statement: long enough to be quick, short enough for a parameter. */
const PICKS_PER_INSERT = 50_000;
/** Of more questions than this, all distances are read at once. */
const MAX_NAMED_QUESTIONS = 2_000;

/**
 * Chooses the farthest trajectories of every crowded question (METRICS §5) and puts them into
 * `diversity_picks`. Upper bounds are enough where the choice is the same whatever the distances below
 * them. A distance never changes, so the choice among the same trajectories is remembered: a slider of
 * another stage does not compute it again.
 */
export class FarthestPicks {
	readonly #db: Database;
	#remembered = new Map<string, Places>();

	constructor(db: Database) {
		this.#db = db;
	}

	/**
	 * Needs the decisions of the stages before diversity. Returns how many distances are not measured of
	 * the questions whose choice is open: no more than these have to be.
	 */
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
			const places = this.#remembered.get(key(group));
			const choice = places
				? { places, unmeasured: 0 }
				: chooseAmong(group, distances.get(group.question_number));
			if (choice.places === null) {
				missingPairs += choice.unmeasured;
				continue;
			}
			remembered.set(key(group), choice.places);
			for (const place of choice.places) picks.push(group.members[place]!);
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

function chooseAmong({ size, seats }: Group, measured: Distances | undefined): Choice {
	const known = new KnownDistances(size);
	measured?.pairs.forEach((pair, i) =>
		known.learn(pair, measured.distances[i]!, measured.exact[i]!)
	);
	const digits = String(size).length;
	// Padded places are in the order of the ids, by which ties are broken.
	const names = Array.from({ length: size }, (_, place) => String(place).padStart(digits, '0'));
	const { chosen, unsure } = farthestByBounds(names, known, seats);
	return {
		places: unsure.length === 0 ? chosen.map(Number) : null,
		unmeasured: pairCount(size) - known.exactCount
	};
}
