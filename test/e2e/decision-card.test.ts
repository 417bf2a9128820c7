import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exploreSample, goTo, startBrowser, type AppBrowser } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

async function downloaded(page: Page, button: Locator): Promise<{ name: string; text: string }> {
	const coming = page.waitForEvent('download');
	await button.click();
	const download = await coming;
	return {
		name: download.suggestedFilename(),
		text: await readFile(await download.path(), 'utf8')
	};
}

/** The card once it has all its warnings. */
async function wholeCard(page: Page): Promise<Locator> {
	const card = page.getByRole('region', { name: 'Decision card' });
	const save = card.getByRole('button', { name: 'Card as Markdown' });
	await expect.poll(() => save.isEnabled(), { timeout: 60_000 }).toBe(true);
	return card;
}

describe('the decision card', () => {
	it('places the teachers, by presets and by weights of one’s own, and leads to the texts', async () => {
		const { page, context, complaints } = await browser.open();
		await exploreSample(page);
		await goTo(page, 'Choose');
		const card = await wholeCard(page);
		const verdict = card.getByRole('status').first();

		// DED without entropy and smoke test says what it rests on.
		expect(await verdict.innerText()).toMatch(/^175b_verification comes first on this view/);
		expect(await card.getByRole('region', { name: 'View' }).innerText()).toContain(
			'accuracy stands alone here'
		);
		const reasons = card.getByRole('region', { name: 'Why not the others' });
		expect(await reasons.innerText()).toMatch(/Accuracy: worse\. 34\.7 % .* against 56\.3 %/);
		expect(await card.getByRole('region', { name: 'Warnings' }).innerText()).toMatch(
			/Compression ratio \(ρ = 0\.\d\d\)/
		);
		await card.getByRole('region', { name: 'Agreement matrix' }).waitFor();

		// No student, no RSR, nobody placed; never a 0.
		await card.getByRole('radio', { name: 'RSR' }).check();
		await verdict.getByText('Nobody is placed').waitFor();
		const standing = card.getByRole('region', { name: 'Standing of the teachers' });
		expect(await standing.getByText('not comparable on this view').count()).toBe(4);
		expect(page.url()).toContain('preset=rsr');

		// A weight moved by keyboard; the view is one's own and stands in the URL.
		await card.getByRole('radio', { name: 'Accuracy only' }).check();
		await card.getByText('Weights of the other metrics').click();
		const slider = card.getByRole('slider', { name: 'Weight of Compression ratio' });
		await slider.focus();
		for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowRight');
		await verdict.getByText('6b_verification comes first on this view').waitFor();
		expect(await card.getByRole('radio', { name: 'Own weights' }).isChecked()).toBe(true);
		await page.reload();
		const again = await wholeCard(page);
		expect(await again.getByRole('status').first().innerText()).toMatch(
			/^6b_verification comes first on this view: its weighted P\(best\) is 66 %/
		);

		const markdown = await downloaded(
			page,
			again.getByRole('button', { name: 'Card as Markdown' })
		);
		expect(markdown.name).toBe('decision-card.md');
		expect(markdown.text).toMatch(/^# Decision card\n\n6b\\_verification comes first on this view/);
		expect(markdown.text).toContain('On 1,319 questions');
		expect(markdown.text).toContain('| 6b\\_verification | 1 | 66 % |');
		const json = await downloaded(page, again.getByRole('button', { name: 'Card as JSON' }));
		expect(JSON.parse(json.text)).toMatchObject({
			format: 'retort-decision-card',
			common_questions: 1319,
			view: { preset: 'own', weights: { accuracy: 5, 'compression-ratio': 10 } }
		});
		const twice = await downloaded(page, again.getByRole('button', { name: 'Card as Markdown' }));
		expect(twice.text).toBe(markdown.text);

		// From a number to the trajectories behind it.
		await again
			.getByRole('link', { name: /^34\.7 % ?, trajectories of 175b_finetuning behind Accuracy$/ })
			.click();
		await page.getByRole('heading', { level: 1, name: 'Trajectories' }).waitFor();
		await page.getByRole('checkbox', { name: 'correct 458', checked: true }).waitFor();

		// On its way into the data card of an export, by hand.
		await page.goBack();
		await (await wholeCard(page)).getByRole('button', { name: 'Add to the data card' }).click();
		await again.getByRole('button', { name: 'Take out of the data card' }).waitFor();
		await goTo(page, 'Export');
		await page.getByRole('button', { name: 'Write the files' }).click();
		const files = page.getByRole('region', { name: 'File list' });
		const readme = await downloaded(page, files.getByRole('button', { name: /README\.md/ }));
		expect(readme.text).toContain(
			'## How the teachers compared\n\n6b\\_verification comes first on this view'
		);

		expectNoComplaints(complaints);
		await context.close();
	});
});
