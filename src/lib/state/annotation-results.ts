import { type Aspect, ASPECTS } from '../core/annotate/aspects.ts';
import type { DbApi } from '../protocol/db-api.ts';
import type { QueryRow } from '../protocol/queries.ts';

export type KnownAnnotator = QueryRow<'annotate/annotators'>;

/** What the annotator of an aspect that counts said so far. */
export interface AnnotationResults {
	readonly aspect: Aspect;
	readonly annotator: KnownAnnotator;
	readonly labels: readonly QueryRow<'annotate/labels'>[];
	readonly repeated: QueryRow<'annotate/repeated'>;
}

/** In the order of the aspects; those of which nothing was said are left out. */
export async function readAnnotations(
	db: Pick<DbApi, 'query'>,
	known: readonly KnownAnnotator[]
): Promise<readonly AnnotationResults[]> {
	const results: AnnotationResults[] = [];
	for (const aspect of ASPECTS) {
		const annotator = known.find((each) => each.counts && each.aspect === aspect);
		if (annotator === undefined || annotator.labelled === 0) continue;
		const labels = await db.query('annotate/labels', { annotator: annotator.id });
		const [repeated] = await db.query('annotate/repeated', { annotator: annotator.id });
		results.push({ aspect, annotator, labels, repeated: repeated! });
	}
	return results;
}
