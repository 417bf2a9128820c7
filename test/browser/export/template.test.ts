import { proxy, transfer } from 'comlink';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_EXPORT, type ExportOptions } from '../../../src/lib/core/export/options.ts';
import { DEFAULT_RECIPE } from '../../../src/lib/core/model/recipe.ts';
import { bundledTemplate } from '../../../src/lib/core/template/bundled-templates.ts';
import { pastedTemplate } from '../../../src/lib/core/template/tokenizer-config.ts';
import { DbClient } from '../../../src/lib/services/db-client.ts';
import { TemplateClient } from '../../../src/lib/services/template-client.ts';
import { clearStorage } from '../db/stored-journal.ts';
import { storedAnalysis, storedTrajectory, storedVerdict } from './stored-rows.ts';

const EXAMPLE = { question: '2+2?', reasoning: 'two and two', answer: '4' };
/** Each step doubles the text of a list that holds itself twice, without making it longer. */
const NEVER_ENDS = pastedTemplate(
	'{% set n = namespace(x=[1]) %}{% for a in range(28) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}'
);
const QWEN = bundledTemplate('qwen-3')!;

describe('the template worker', () => {
	it('renders, and goes on after a template that had to be stopped', async () => {
		const templates = new TemplateClient(undefined, 300);
		const render = async () => (await templates.render(QWEN, DEFAULT_EXPORT, EXAMPLE)).text;
		expect(await render()).toContain('<|im_start|>assistant\n<think>\ntwo and two\n</think>\n\n4');
		await expect(templates.render(NEVER_ENDS, DEFAULT_EXPORT, EXAMPLE)).rejects.toMatchObject({
			code: 'timeout'
		});
		expect(await render()).toContain('two and two');
		await templates.end();
	});
});

describe('an export under a template', () => {
	const ids = Array.from({ length: 150 }, (_, n) => `x${String(n).padStart(3, '0')}`);
	let client: DbClient;
	let templates: TemplateClient;
	beforeAll(async () => {
		await clearStorage();
		client = new DbClient();
		templates = new TemplateClient();
		await client.start();
		const { id } = await client.call((api) => api.createProject('Template'));
		await client.openProject(id, () => undefined);
		await client.call((api) => api.append('trajectories', ids.map(storedTrajectory)));
		await client.call((api) => api.append('analyses', ids.map(storedAnalysis)));
		await client.call((api) => api.append('verdicts', ids.map(storedVerdict)));
	});
	afterAll(async () => {
		client.terminate();
		await templates.end();
		await clearStorage();
	});

	const options: ExportOptions = { ...DEFAULT_EXPORT, template: QWEN };
	const port = async (): Promise<MessagePort> => {
		const opened = await templates.port();
		return transfer(opened, [opened]);
	};

	it('checks every row in its worker, and writes the result into the manifest', async () => {
		const opened = await port();
		const written = await client.call((api) =>
			api.exportDataset(
				DEFAULT_RECIPE,
				options,
				proxy(() => undefined),
				opened
			)
		);
		expect(written.template).toMatchObject({ name: 'Qwen3', examples: 150, clean: 150 });
		const manifest = written.files.find(({ name }) => name === 'manifest.json')!;
		expect(JSON.parse(await manifest.file.text())).toMatchObject({
			template_check: { checked: true, examples: 150, without_red_flag: 150 }
		});
	});

	it('gives single examples in the order of the files', async () => {
		const found = await client.call((api) => api.selectedExample(DEFAULT_RECIPE, options, 3));
		expect(found).toMatchObject({ index: 3, total: 150, id: 'x003', leftOut: '' });
		expect(found.example?.answer).toBe('The answer is x003');
	});

	it('can be cancelled in the middle of a template that never ends', async () => {
		const opened = await port();
		const checking = client.call((api) =>
			api.checkTemplate(
				DEFAULT_RECIPE,
				{ ...options, template: NEVER_ENDS },
				proxy(() => undefined),
				opened
			)
		);
		const outcome = checking.then(
			() => 'finished',
			(error: unknown) => (error instanceof Error ? error.name : 'unknown')
		);
		await client.call((api) => api.cancelExport());
		expect(await outcome).toBe('Cancelled');
		await templates.end();
	});
});
