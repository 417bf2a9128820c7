import { type Aspect, ASPECT_SPECS } from '../../core/annotate/aspects.ts';

/** Steps of a scale from the lowest; categories as they come, the most frequent first; without a label last. */
export function inOrder<Row extends { readonly label: string | null }>(
	aspect: Aspect,
	rows: readonly Row[]
): Row[] {
	const scale = ASPECT_SPECS[aspect].scale ?? [];
	const place = ({ label }: Row): number => {
		if (label === null) return scale.length + 1;
		const at = scale.indexOf(label);
		return at < 0 ? scale.length : at;
	};
	return rows.toSorted((a, b) => place(a) - place(b));
}
