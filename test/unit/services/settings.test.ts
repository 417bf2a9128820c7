import { describe, expect, it } from 'vitest';
import { createSettings, type SettingsStorage } from '../../../src/lib/services/settings.ts';

function fakeStorage(): SettingsStorage {
	const values = new Map<string, string>();
	return {
		getItem: (key: string) => values.get(key) ?? null,
		setItem: (key: string, value: string) => void values.set(key, value),
		removeItem: (key: string) => void values.delete(key)
	};
}

describe('settings', () => {
	it('outlive a visit', () => {
		const storage = fakeStorage();
		const settings = createSettings(() => storage);
		expect([settings.recentCommands(), settings.knowsTour()]).toEqual([[], false]);
		settings.setRecentCommands(['filter:long, wrong', 'place:sql']);
		settings.setKnowsTour();
		const later = createSettings(() => storage);
		expect(later.recentCommands()).toEqual(['filter:long, wrong', 'place:sql']);
		expect(later.knowsTour()).toBe(true);
	});

	it('are no more than defaults where storage is blocked', () => {
		const settings = createSettings(() => {
			throw new Error('blocked');
		});
		settings.setRecentCommands(['undo']);
		settings.setKnowsTour();
		expect([settings.recentCommands(), settings.knowsTour()]).toEqual([[], false]);
	});
});
