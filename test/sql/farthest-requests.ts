import type { Recipe } from '../../src/lib/core/model/recipe.ts';
import type { FarthestRequest } from '../../src/lib/protocol/analysis-data.ts';
import { runNamedQuery } from '../../src/workers/db/named-queries.ts';
import type { NodeDatabase } from './node-database.ts';

/** What the page asks for after a curation: curate-state.svelte.ts, `measureDistances`. */
export async function farthestRequests(db: NodeDatabase, of: Recipe): Promise<FarthestRequest[]> {
	const rows = await runNamedQuery(db, 'curate/diversity-candidates', {});
	return [...new Set(rows.map((row) => row.question_id))].map((questionId) => {
		const members = rows.filter((row) => row.question_id === questionId);
		return {
			questionId,
			ids: members.map(({ id }) => id),
			seats: members[0]!.seats,
			measure: of.diversity.measure
		};
	});
}
