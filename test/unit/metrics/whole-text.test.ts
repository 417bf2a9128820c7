import { expect, it } from 'vitest';
import { wholeText } from '../../../src/lib/core/metrics/whole-text.ts';

it.each([
	['42', null, '42'],
	['42', '', '42'],
	['42', 'so', 'so\n\n42'],
	['', 'so', 'so\n\n']
])('a response %j with the reasoning %j is %j', (response, reasoning, text) => {
	expect(wholeText(response, reasoning)).toBe(text);
});
