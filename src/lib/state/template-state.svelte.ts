import type { Recipe } from '../core/model/recipe.ts';
import { BUNDLED_TEMPLATES, bundledTemplate } from '../core/template/bundled-templates.ts';
import type { ChatTemplate } from '../core/template/chat-template.ts';
import type { RenderedExample } from '../core/template/render-example.ts';
import { AppError } from '../core/model/errors.ts';
import { MAX_TOKENIZER_BYTES } from '../core/template/estimate.ts';
import { takesTemplate } from '../core/template/template-messages.ts';
import {
	MAX_CONFIG_CHARS,
	parseTokenizerConfig,
	pastedTemplate
} from '../core/template/tokenizer-config.ts';
import type { SelectedExample } from '../protocol/db-api.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { TemplateClient } from '../services/template-client.ts';
import type { ExportState } from './export-state.svelte.ts';
import type { MessagesState } from './messages-state.svelte.ts';

export interface TemplateDependencies {
	readonly db: Pick<PageDb, 'selectedExample'>;
	readonly templates: Pick<TemplateClient, 'render' | 'useTokenizer'>;
	readonly exporting: ExportState;
	readonly messages: MessagesState;
}

/** One example of the set, as the student would be trained on it. */
export interface Preview {
	readonly selected: SelectedExample;
	/** null where the format leaves the example out. */
	readonly rendered: RenderedExample | null;
}

/** Which templates there are, which is chosen, and what it makes of one example. */
export class TemplateState {
	readonly #deps: TemplateDependencies;
	/** Pasted or loaded in this visit. */
	#own = $state.raw<readonly ChatTemplate[]>([]);
	#preview = $state.raw<Preview | null>(null);
	#index = 0;
	/** Only the last question asked may answer. */
	#asked = 0;
	#nextOwn = 1;
	#tokenizer = $state('');

	constructor(deps: TemplateDependencies) {
		this.#deps = deps;
	}

	get chosen(): ChatTemplate | null {
		return this.#deps.exporting.options.template ?? null;
	}
	/** False where trainers put no template around the chosen format. */
	get applies(): boolean {
		return takesTemplate(this.#deps.exporting.options.format);
	}
	/** All that can be chosen; one that the project remembers is among them. */
	get choices(): readonly ChatTemplate[] {
		const known = [...BUNDLED_TEMPLATES, ...this.#own];
		const { chosen } = this;
		return chosen === null || known.some(({ id }) => id === chosen.id) ? known : [...known, chosen];
	}
	get preview(): Preview | null {
		return this.#preview;
	}

	/** @param id '' for none */
	choose(id: string): void {
		const template = bundledTemplate(id) ?? this.choices.find((choice) => choice.id === id);
		this.#deps.exporting.setTemplate(template ?? null);
		if (template === undefined) this.#preview = null;
	}

	/** @param tokens null for no limit */
	setContext(tokens: number | null): void {
		if (this.chosen) this.#deps.exporting.setTemplate({ ...this.chosen, contextTokens: tokens });
	}

	/** A template as text: chosen at once. @throws AppError where it cannot be one */
	paste(text: string): void {
		this.#add([pastedTemplate(text)]);
	}

	/** The templates of a tokenizer_config.json: its first is chosen. @throws AppError */
	async loadConfig(file: File): Promise<void> {
		if (file.size > MAX_CONFIG_CHARS) {
			throw new AppError(
				'file-too-large',
				`A tokenizer_config.json has at most ${MAX_CONFIG_CHARS / 1e6} MB. The template that was chosen before stays. Choose the tokenizer_config.json of the student.`
			);
		}
		this.#add(parseTokenizerConfig(await file.text()));
	}

	/** Name of the file that counts the tokens, in this visit; '' for estimates. */
	get tokenizer(): string {
		return this.#tokenizer;
	}

	/** Counts with the student's own `tokenizer.json`; null for estimates again. @throws AppError */
	async useTokenizer(file: File | null): Promise<void> {
		if (file !== null && file.size > MAX_TOKENIZER_BYTES) {
			throw new AppError(
				'file-too-large',
				`A tokenizer.json has at most ${MAX_TOKENIZER_BYTES / 2 ** 20} MB. Tokens are counted as before. Choose the tokenizer.json of the student.`
			);
		}
		await this.#deps.templates.useTokenizer((await file?.text()) ?? '');
		this.#tokenizer = file?.name ?? '';
	}

	/** Shows another example: 1 for the next, -1 for the one before, 0 for the same again. */
	async show(recipe: Recipe, step = 0): Promise<void> {
		const asked = ++this.#asked;
		const { db, templates, exporting, messages } = this.#deps;
		const { options } = exporting;
		const { template } = options;
		if (template === undefined || !this.applies) return;
		this.#index = Math.max(0, this.#index + step);
		const found = await messages.guard(async () => {
			const selected = await db.selectedExample(recipe, options, this.#index);
			const { example } = selected;
			const rendered = example && (await templates.render(template, options, example));
			return { selected, rendered };
		});
		if (asked !== this.#asked) return;
		// What another template made of it must not stand there as this one's.
		this.#preview = found ?? null;
		this.#index = found?.selected.index ?? this.#index;
	}

	/** Another project is opened. */
	clear(): void {
		this.#asked++;
		this.#own = [];
		this.#preview = null;
		this.#index = 0;
	}

	#add(templates: readonly ChatTemplate[]): void {
		const added = templates.map((template) => ({ ...template, id: `own-${this.#nextOwn++}` }));
		this.#own = [...this.#own, ...added];
		this.choose(added[0]!.id);
	}
}
