/**
 * Of each teacher, the share of resamples in which it is best, ties shared. `ofTeacher[teacher]`
 * holds its values by resample, NaN where one is not defined. Resamples that define the metric for
 * no teacher decide nothing and are not counted; null for a teacher without any value.
 */
export function shareOfWins(
	ofTeacher: readonly Float64Array[],
	better: 'higher' | 'lower'
): (number | null)[] {
	const sign = better === 'higher' ? 1 : -1;
	const wins = ofTeacher.map(() => 0);
	let decided = 0;
	for (let resample = 0; resample < (ofTeacher[0]?.length ?? 0); resample++) {
		const winners = bestIndexes(ofTeacher.map((values) => sign * values[resample]!));
		if (winners.length > 0) decided++;
		for (const winner of winners) wins[winner] = wins[winner]! + 1 / winners.length;
	}
	return ofTeacher.map((values, teacher) =>
		values.every(Number.isNaN) ? null : wins[teacher]! / decided
	);
}

function bestIndexes(values: readonly number[]): number[] {
	let best = -Infinity;
	let indexes: number[] = [];
	values.forEach((value, index) => {
		if (value > best) [best, indexes] = [value, [index]];
		else if (value === best) indexes.push(index);
	});
	return indexes;
}
