import { describe, expect, it, vi } from 'vitest';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';
import { ProjectState } from '../../../src/lib/state/project-state.svelte.ts';

const KNOWN = { id: 'known', name: 'Known' };

function aBrowser({
	address = '',
	last = null as string | null,
	start = async () => ({ notice: '' })
}) {
	const openProject = vi.fn(async () => ({ project: KNOWN, notices: [], mode: 'read-write' }));
	const db = {
		start,
		openProject,
		projects: async () => [KNOWN],
		query: async () => [{}],
		storage: async () => ({})
	} as never;
	const settings = { lastProject: () => last, setLastProject: () => undefined } as never;
	const router = { project: address, setProject: () => undefined } as never;
	return new ProjectState(db, router, new MessagesState(), settings);
}

describe('coming back', () => {
	it('is no first visit until the project is open', async () => {
		const project = aBrowser({ last: 'known' });
		expect(project.isReturning).toBe(true);
		expect(await project.start()).toBe('known');
		expect(project.isReturning).toBe(true);
		await project.openProject('known');
		expect([project.isReturning, project.name]).toEqual([false, 'Known']);
	});

	it('to a project that is gone, or to a browser that fails, is one', async () => {
		const gone = aBrowser({ address: 'gone' });
		expect(await gone.start()).toBeNull();
		expect(gone.isReturning).toBe(false);
		const broken = aBrowser({ last: 'known', start: () => Promise.reject(new Error('no')) });
		await expect(broken.start()).rejects.toThrow('no');
		expect(broken.isReturning).toBe(false);
		expect(aBrowser({}).isReturning).toBe(false);
	});
});
