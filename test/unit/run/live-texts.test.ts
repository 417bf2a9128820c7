import { describe, expect, it } from 'vitest';
import { LiveTexts } from '../../../src/lib/core/run/live-texts.ts';

const piece = (jobId: string, text = 'x', tokens = 1) => ({ jobId, text, tokens });

describe('the texts that are shown while they are written', () => {
	it('grow, and keep only their end', () => {
		const texts = new LiveTexts();
		texts.update('t', [piece('1', 'a'.repeat(3_999))], []);
		texts.update('t', [piece('1', 'bc', 2)], []);
		const [live] = texts.all;
		expect(live).toMatchObject({ isCut: true, tokens: 2, isSaved: false });
		expect(live!.text).toHaveLength(4_000);
		expect(live!.text.endsWith('abc')).toBe(true);
	});

	it('say that they were cut once they are, and not before', () => {
		const texts = new LiveTexts();
		texts.update('t', [piece('1', 'a'.repeat(4_000))], []);
		expect(texts.all[0]).toMatchObject({ isCut: false, isSaved: false, teacherId: 't' });
		texts.update('t', [piece('1', 'b', 2)], []);
		expect(texts.all[0]).toMatchObject({ isCut: true, text: `${'a'.repeat(3_999)}b` });
		// Written again from its beginning, it is whole again.
		texts.update('t', [piece('1', 'c', 1)], []);
		expect(texts.all[0]).toMatchObject({ isCut: false, text: 'c' });
		// As many tokens as before are not fewer: such as write no character yet.
		texts.update('t', [piece('1', 'd', 1)], []);
		expect(texts.all[0]!.text).toBe('cd');
	});

	it('go with a new run', () => {
		const texts = new LiveTexts();
		texts.update('t', [piece('1')], []);
		texts.clear();
		expect(texts.all).toEqual([]);
		texts.update('t', [piece('2')], ['1']);
		expect(texts.all.map(({ jobId, isSaved }) => [jobId, isSaved])).toEqual([['2', false]]);
	});

	it.each([
		['the lowest second half of a pair', '\u{10000}', 'a'.repeat(3_999)],
		['the highest one', '\u{103FF}', 'a'.repeat(3_999)]
	])('begin after %s', (_, character, rest) => {
		const texts = new LiveTexts();
		texts.update('t', [piece('1', character + rest)], []);
		expect(texts.all[0]!.text).toBe(rest);
	});

	it('begin with any other character where they are cut', () => {
		const texts = new LiveTexts();
		texts.update('t', [piece('1', `x\uff21${'a'.repeat(3_999)}`)], []);
		expect(texts.all[0]!.text).toBe(`\uff21${'a'.repeat(3_999)}`);
	});

	it('are not cut in the middle of a character', () => {
		const texts = new LiveTexts();
		texts.update('t', [piece('1', '😀'.repeat(2_000) + 'a')], []);
		expect(texts.all[0]!.text.startsWith('😀')).toBe(true);
	});

	it('are twelve at most; a saved one stays until its place is needed', () => {
		const texts = new LiveTexts();
		const jobs = Array.from({ length: 13 }, (_, index) => piece(`${index}`));
		texts.update('t', jobs, []);
		expect(texts.all).toHaveLength(12);
		expect(texts.all.map(({ jobId }) => jobId)).not.toContain('12');
		texts.update('t', [], ['0']);
		texts.update('t', [piece('first')], []);
		expect(texts.all[0]).toMatchObject({ jobId: 'first', isSaved: false });
		texts.update('t', [], ['3']);
		expect(texts.all[3]).toMatchObject({ jobId: '3', isSaved: true });
		texts.update('t', [piece('new')], []);
		expect(texts.all[3]).toMatchObject({ jobId: 'new', isSaved: false });
		expect(texts.all).toHaveLength(12);
	});

	it('begin again where a response is written again', () => {
		const texts = new LiveTexts();
		texts.update('t', [piece('1', 'before it died', 5)], []);
		texts.update('t', [piece('1', 'again', 1)], []);
		expect(texts.all[0]!.text).toBe('again');
	});
});
