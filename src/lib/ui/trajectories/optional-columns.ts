import { type Category, splitChoices } from '../../core/model/trajectory-filter.ts';
import type { TrajectoryRow } from '../../state/trajectory-list-state.svelte.ts';
import { count, decimal } from '../format.ts';
import type { Column } from '../table/column.ts';
import { CATEGORY_NAMES } from './facet-names.ts';

/** Columns of the list of trajectories that are there when they are asked for, or sorted by. */
export const OPTIONAL_COLUMNS: readonly Column<TrajectoryRow>[] = [
	number('entropy', 'Entropy', (row) => decimal(row.entropy, 3)),
	number('surprisal', 'Surprisal', (row) => decimal(row.surprisal, 3)),
	number('rsr', 'RSR', (row) => decimal(row.rsr)),
	number('chars', 'Characters', (row) => count(row.chars)),
	number('sample', 'Sample', (row) => count(row.sample_index + 1)),
	{
		key: 'format',
		label: 'Format',
		width: '8rem',
		sort: 'format',
		text: (row) => row.format ?? '–'
	},
	{ key: 'finish', label: 'Ended by', width: '8rem', text: (row) => row.finish_reason },
	{
		key: 'tags',
		label: 'Tags',
		width: 'minmax(6rem, 1fr)',
		sort: 'tags',
		text: (row) => splitChoices(row.tags ?? '').join(', ')
	},
	{ key: 'domain', label: 'Domain', width: 'minmax(6rem, 1fr)', text: (row) => row.domain },
	label('category', (row) => row.task_category),
	label('rated', (row) => row.rated_difficulty),
	label('input', (row) => row.input_quality),
	label('quality', (row) => row.response_quality)
];

function number(
	key: string,
	label: string,
	text: (row: TrajectoryRow) => string
): Column<TrajectoryRow> {
	return { key, label, width: '7rem', numeric: true, sort: key, text };
}

/** What a model said. */
function label(key: Category, text: (row: TrajectoryRow) => string | null): Column<TrajectoryRow> {
	const width = 'minmax(7.5rem, 1fr)';
	return { key, label: CATEGORY_NAMES[key], width, sort: key, text: (row) => text(row) ?? '–' };
}

/** In the address: keys with '.' between. */
export function chosenColumns(text: string, sort: string): string[] {
	const keys = [...text.split('.'), sort.replace(/^-/, '')];
	return OPTIONAL_COLUMNS.map(({ key }) => key).filter((key) => keys.includes(key));
}
