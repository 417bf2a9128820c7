import { describe, expect, it } from 'vitest';
import { projectName } from '../../../src/lib/core/model/project-name.ts';

describe('the name of a project', () => {
	it.each([
		['  My project\n', 'My project'],
		['', 'Untitled project'],
		[' \t\n', 'Untitled project'],
		['a\u202Elnosj', 'a[U+202E]lnosj'],
		['a\u0000b', 'a␀b']
	])('%j becomes %j', (text, name) => {
		expect(projectName(text)).toBe(name);
		expect(projectName(name)).toBe(name);
	});

	it('is cut to 200 characters, and what was cut leaves no white space behind', () => {
		expect(projectName('x'.repeat(300))).toBe('x'.repeat(200));
		expect(projectName(`${'x'.repeat(199)} y`)).toBe('x'.repeat(199));
	});
});
