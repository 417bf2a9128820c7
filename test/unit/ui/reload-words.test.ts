import { describe, expect, it } from 'vitest';
import { type GoingOn, reloadWords } from '../../../src/lib/ui/reload-words.ts';

const AT_REST: GoingOn = {
	isInMemory: false,
	isRunning: false,
	isImporting: false,
	isChecking: false,
	isBusy: false
};

describe('what a reload costs', () => {
	it('is nothing while nothing goes on', () => {
		expect(reloadWords(AT_REST)).toBe('');
	});
	it.each(['isRunning', 'isImporting', 'isChecking', 'isBusy'] as const)(
		'is told while %s, with what is safe',
		(what) => {
			expect(reloadWords({ ...AT_REST, [what]: true })).toMatch(/What is saved is safe/);
		}
	);
	it('is a run’s current responses alone, because it goes on', () => {
		expect(reloadWords({ ...AT_REST, isRunning: true, isChecking: true })).toMatch(
			/the run goes on after the reload/
		);
	});
	it('is everything where nothing can be saved', () => {
		const words = reloadWords({ ...AT_REST, isInMemory: true, isRunning: true });
		expect(words).toMatch(/export the project file first/);
		expect(words).not.toMatch(/safe/);
	});
});
