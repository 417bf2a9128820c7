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
