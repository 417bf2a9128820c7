import { describe, expect, it } from 'vitest';
import { DEMO_TEACHERS } from '../../../src/lib/core/run/demo.ts';
import { TeachersState } from '../../../src/lib/state/teachers-state.svelte.ts';
import { FakeDb } from './fake-runs.ts';

const { settings } = DEMO_TEACHERS[0]!;

describe('local teachers', () => {
	it('are added under their settings, and come back with them', async () => {
		const teachers = new TeachersState(new FakeDb());
		const id = await teachers.add('  Ada ', settings);
		expect(teachers.find(id)).toMatchObject({ name: 'Ada', settings });
	});

	it('with other settings are other teachers, with a name of their own', async () => {
		const teachers = new TeachersState(new FakeDb());
		await teachers.add('Ada', settings);
		const warmer = { ...settings, temperatures: [1.2] };
		await expect(teachers.add('Ada', settings)).rejects.toThrow('already here');
		await expect(teachers.add('Ada', warmer)).rejects.toThrow('a name of its own');
		await expect(teachers.add(' ', warmer)).rejects.toThrow('needs a name');
		await teachers.add('Ada, warmer', warmer);
		expect(teachers.local).toHaveLength(2);
	});

	it('are not added with settings that cannot be used', async () => {
		const teachers = new TeachersState(new FakeDb());
		await expect(teachers.add('Ada', { ...settings, prompts: ['?'] })).rejects.toThrow(
			'{question}'
		);
		expect(teachers.local).toEqual([]);
	});

	it('remember a form that was begun, until it is as it began or the project is left', () => {
		const teachers = new TeachersState(new FakeDb());
		const begun = { name: 'Ada', settings };
		const warmer = { name: 'Ada, warmer', settings: { ...settings, temperatures: [1.2] } };
		expect(teachers.draft(begun)).toBeNull();
		teachers.setDraft(begun, warmer);
		expect(teachers.draft({ name: 'Ada', settings: { ...settings } })).toEqual(warmer);
		expect(teachers.draft({ name: 'Bea', settings })).toBeNull();
		teachers.setDraft(begun, begun);
		expect(teachers.draft(begun)).toBeNull();
		teachers.setDraft(begun, warmer);
		teachers.clear();
		expect(teachers.draft(begun)).toBeNull();
	});

	it('of the demo are added once, however often', async () => {
		const teachers = new TeachersState(new FakeDb());
		const first = await teachers.addDemoTeachers();
		expect(await teachers.addDemoTeachers()).toEqual(first);
		expect(teachers.local.map(({ name }) => name)).toEqual(DEMO_TEACHERS.map(({ name }) => name));
	});
});
