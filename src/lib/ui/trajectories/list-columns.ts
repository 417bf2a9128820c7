import type { Snippet } from 'svelte';
import type { TrajectoryRow } from '../../state/trajectory-list-state.svelte.ts';
import { answerFound } from '../answer-found.ts';
import { count, percent } from '../format.ts';
import type { Column } from '../table/column.ts';

/** What a search found. */
const FOUND_COLUMN: Column<TrajectoryRow> = {
	key: 'found',
	label: 'Found',
	width: 'minmax(14rem, 3fr)',
	// What stands before is cut anywhere: without the piece of a word, where there are whole ones.
	text: (row) => `… ${row.found.replace(/\s+/g, ' ').replace(/^\S{0,12} (?=.{12})/, '')}`
};

/** The columns that the list of trajectories always has. */
export function listColumns(
	verdictCell: Snippet<[TrajectoryRow]>,
	isSearching: boolean
): Column<TrajectoryRow>[] {
	return [
		{
			key: 'question',
			label: 'Question',
			width: 'minmax(14rem, 4fr)',
			sort: 'question',
			text: (row) => row.question
		},
		...(isSearching ? [FOUND_COLUMN] : []),
		{
			key: 'teacher',
			label: 'Teacher',
			width: 'minmax(9rem, 1.6fr)',
			sort: 'teacher',
			text: (row) => row.teacher
		},
		{
			key: 'verdict',
			label: 'Verdict',
			width: '8.5rem',
			sort: 'verdict',
			text: (row) => row.verdict,
			cell: verdictCell
		},
		{
			key: 'extracted',
			label: 'Answer',
			width: 'minmax(6rem, 1.6fr)',
			text: (row) => (row.extracted === null ? '–' : answerFound(row.extracted))
		},
		{
			key: 'tokens',
			label: 'Tokens',
			width: '5.5rem',
			numeric: true,
			sort: 'tokens',
			text: (row) => count(row.tokens)
		},
		{
			key: 'repetition',
			label: 'Repetition',
			width: '6.5rem',
			numeric: true,
			sort: 'repetition',
			text: (row) => percent(row.repetition_share, 0)
		}
	];
}
