import { describe, expect, it } from 'vitest';
import { readView } from '../../../src/lib/core/decision/view.ts';
import type { TeacherComparison } from '../../../src/lib/protocol/analysis-api.ts';
import type { PageDb } from '../../../src/lib/services/remote-db.ts';
import { AnalysisState, type Analyser } from '../../../src/lib/state/analysis-state.svelte.ts';
import { ChooseState } from '../../../src/lib/state/choose-state.svelte.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';
import { compared, METRICS } from '../decision/card-input.ts';

const TEACHERS = [
	{ id: 'a', name: 'Ada', trajectories: 9 },
	{ id: 'b', name: 'Bea', trajectories: 9 },
	{ id: 's', name: 'Student', trajectories: 9 },
	{ id: 'n', name: 'New', trajectories: 0 }
];
const ROWS: Readonly<Record<string, readonly object[]>> = {
	'lists/teachers': TEACHERS,
	'run/local-teachers': [
		{ id: 'a', settings: '{"model":"none that can be read"}' },
		{ id: 's', settings: '{}' }
	],
	'compare/lengths': []
};

const NO_CODE = { isNeeded: () => Promise.resolve(false), gradeAll: () => Promise.resolve() };

function chooseState(): { state: ChooseState; asked: (readonly string[])[] } {
	const asked: (readonly string[])[] = [];
	const analyser = {
		compareTeachers: (teachers: readonly string[]): Promise<TeacherComparison> => {
			asked.push(teachers);
			const metrics = METRICS.map((metric) => ({
				...metric,
				estimates: metric.estimates.slice(0, teachers.length)
			}));
			return Promise.resolve({ ...compared({ metrics }), teachers, evidence: [] });
		}
	} as unknown as Analyser;
	const db = {
		query: (name: string) => Promise.resolve(ROWS[name] ?? [])
	} as unknown as PageDb;
	const messages = new MessagesState();
	return {
		state: new ChooseState(db, new AnalysisState(analyser, NO_CODE, messages), messages),
		asked
	};
}

const view = readView({ preset: 'accuracy', weights: '' }, () => true);
const label = (metric: string): string => metric;

describe('ChooseState', () => {
	it('compares everybody who wrote something, without the student', async () => {
		const { state, asked } = chooseState();
		await state.compare([], 1, 's');
		expect(asked).toEqual([['a', 'b']]);
		await state.compare(['a', 's', 'gone'], 1, 's');
		expect(asked[1]).toEqual(['a', 's']);
	});

	it('makes a card of the comparison', async () => {
		const { state } = chooseState();
		expect(state.card(view, label)).toBeNull();
		await state.compare([], 7, 's');
		const card = state.card(view, label)!;
		expect(card.teachers.map(({ name }) => name)).toEqual(['Ada', 'Bea']);
		expect(card.seed).toBe(7);
		expect(card.verdict).toMatch(/^Ada comes first/);
	});

	it('keeps nothing of a project that was left', async () => {
		const { state } = chooseState();
		const comparing = state.compare([], 1);
		state.clear();
		await comparing;
		expect(state.comparison).toBeNull();
		expect(state.busy).toBe(false);
	});
});
