import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, startBrowser, type AppBrowser } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

const ROWS = [1, 2, 3].map((n) => ({
	prompt: `What is ${n} + ${n}?`,
	reference: String(2 * n),
	response: `<think>${n} <b>twice</b>\n  makes ${2 * n}</think>The answer is \\boxed{${2 * n}}.`
}));
const DATA = {
	name: 'Qwen3-0.6B.jsonl',
	mimeType: 'application/jsonl',
	buffer: Buffer.from(ROWS.map((row) => JSON.stringify(row)).join('\n'))
};
const DEMO_CONFIG = new URL(
	'../../static/models/v1/demo-student/tokenizer_config.json',
	import.meta.url
);

const DEMO_TOKENIZER = new URL('tokenizer.json', DEMO_CONFIG);

/** The training text as a person sees it: what is said to screen readers alone is left out. */
const shownText = (page: Page): Promise<string> =>
	page.getByRole('region', { name: 'Training text' }).evaluate(
		`(region => { const copy = region.cloneNode(true);
			copy.querySelectorAll('.visually-hidden').forEach((part) => part.remove());
			return copy.textContent; })(document.querySelector('[aria-label="Training text"]'))`
	);

describe('template preview', () => {
	it('shows the exact text, warns of what a template does, and checks the whole set', async () => {
		const { page, context, complaints } = await browser.open();
		await page.getByRole('button', { name: 'Open my data' }).click();
		await page.getByLabel('Choose files').setInputFiles(DATA);
		await page.getByRole('button', { name: 'Import 1 file' }).click();
		await page.getByText('Imported 3 questions').waitFor();
		await goTo(page, 'Export');
		const panel = page.getByRole('region', { name: 'What the student is trained on' });
		const choice = panel.getByLabel('Chat template', { exact: true });

		await choice.selectOption({ label: 'Qwen3' });
		await panel.getByText('Example 1 of 3').waitFor();
		await panel.getByText('No red flag in this example.').waitFor();
		const texts = ROWS.map(({ prompt, reference }, index) => {
			const n = index + 1;
			return `<|im_start|>user\n${prompt}<|im_end|>\n<|im_start|>assistant\n<think>\n${n} <b>twice</b>\n  makes ${reference}\n</think>\n\nThe answer is \\boxed{${reference}}.<|im_end|>\n`;
		});
		expect(texts).toContain(await shownText(page));
		await panel.getByLabel('Show white space').check();
		expect(await shownText(page)).toContain('↵\n··makes·');

		await panel.getByRole('button', { name: 'Next example' }).click();
		await panel.getByText('Example 2 of 3').waitFor();
		await panel.getByRole('button', { name: 'Check the whole set' }).click();
		await panel.getByText('All 3 rows of the set pass under Qwen3.').waitFor();

		await choice.selectOption({ label: 'DeepSeek-R1-Distill' });
		const flags = panel.getByRole('list', { name: 'Red flags of this example' });
		await flags.getByText('Reasoning is missing.').waitFor();
		await panel.getByLabel('Context (tokens; empty for no limit)').fill('10');
		await panel.getByLabel('Context (tokens; empty for no limit)').press('Enter');
		await flags.getByText('Longer than the context.').waitFor();

		await panel.getByText('Another template').click();
		await panel
			.getByLabel('Or paste a template (Jinja)')
			.fill('{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}');
		await panel.getByRole('button', { name: 'Use this template' }).click();
		await flags.getByText('It said: it takes too many steps').waitFor();

		await panel.getByLabel('Load tokenizer_config.json').setInputFiles(DATA);
		await page.getByRole('alert').filter({ hasText: 'holds no chat template' }).waitFor();
		await panel.getByLabel('Load tokenizer_config.json').setInputFiles({
			name: 'tokenizer_config.json',
			mimeType: 'application/json',
			buffer: await readFile(DEMO_CONFIG)
		});
		await panel.getByText('No red flag in this example.').waitFor();
		expect(await shownText(page)).toContain('<|assistant|>');

		await panel.getByLabel('Load tokenizer.json').setInputFiles(DATA);
		await page.getByRole('alert').filter({ hasText: 'This is no tokenizer.json' }).waitFor();
		await panel.getByText('the rest is estimated').waitFor();
		await panel.getByLabel('Load tokenizer.json').setInputFiles(fileURLToPath(DEMO_TOKENIZER));
		await panel.getByText('Counted by the tokenizer that you loaded.').waitFor();

		await page.getByRole('button', { name: 'Write the files' }).click();
		const checks = panel.getByRole('region', { name: 'Checks of the chat template' });
		await checks.getByRole('row', { name: /Reasoning is missing\s+none/ }).waitFor();
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'Download manifest.json' }).click()
		]);
		const manifest: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
		expect(manifest).toMatchObject({
			template_check: {
				checked: true,
				template: 'tokenizer_config.json',
				context_tokens: 1024,
				examples: 3,
				without_red_flag: 3,
				tokens_counted: expect.stringMatching(/^tokenizer\.json, SHA-256 [0-9a-f]{64}$/) as string
			}
		});

		await page.reload();
		await panel.getByText('of 3').waitFor();
		expect(await choice.locator('option:checked').innerText()).toBe('tokenizer_config.json');
		await page.getByLabel('Format').selectOption({ label: 'prompt and completion (TRL)' });
		await panel.getByText('Trainers put no chat template around this format').waitFor();
		expectNoComplaints(complaints);
		await context.close();
	});
});
