import { rankByWords } from '../core/search/rank-by-words.ts';
import type { AppState } from './app-state.svelte.ts';
import { type Command, type PageActions, visit } from './command.ts';
import { commandsOf } from './commands.ts';

const MAX_SHOWN = 40;
/** Commands that are remembered, the latest first. */
const MAX_RECENT = 5;
/** Questions are looked for in the database, once the hand rests and there is something to look for. */
const MAX_QUESTIONS = 5;
const MIN_QUESTION_CHARS = 3;
const ASK_AFTER_MS = 150;
const NAME_CHARS = 110;

/** What the command palette finds, and what is chosen in it. */
export class PaletteState {
	readonly #app: AppState;
	readonly #page: PageActions;
	#query = $state('');
	#at = $state(0);
	#questions = $state.raw<readonly Command[]>([]);
	#recent = $state.raw<readonly string[]>([]);
	#timer: ReturnType<typeof setTimeout> | undefined;

	readonly #commands = $derived.by(() => commandsOf(this.#app, this.#page));
	readonly #found = $derived.by(() => {
		if (this.#query.trim() === '') return recentFirst(this.#commands, this.#recent);
		const ranked = rankByWords(this.#commands, this.#query);
		return [...ranked.slice(0, MAX_SHOWN), ...this.#questions];
	});

	constructor(app: AppState, page: PageActions) {
		this.#app = app;
		this.#page = page;
	}

	get query(): string {
		return this.#query;
	}
	get found(): readonly Command[] {
		return this.#found;
	}
	/** The index of the one that Enter runs; -1 where nothing is found. */
	get at(): number {
		return Math.min(this.#at, this.#found.length - 1);
	}
	get active(): Command | undefined {
		return this.#found[this.at];
	}

	/** The palette is shown: from the beginning, with what is saved now. */
	async open(): Promise<void> {
		this.setQuery('');
		this.#recent = this.#app.settings.recentCommands();
		if (!this.#app.project.open) return;
		await this.#app.trajectories.saved.load();
		await this.#app.console.loadSaved();
	}

	setQuery(query: string): void {
		this.#query = query;
		this.#at = 0;
		this.#questions = [];
		clearTimeout(this.#timer);
		if (query.trim().length < MIN_QUESTION_CHARS || !this.#app.project.open) return;
		this.#timer = setTimeout(() => {
			void this.#app.messages.guard(() => this.#findQuestions(query));
		}, ASK_AFTER_MS);
	}

	/** Moves the choice, around the ends. */
	move(by: number): void {
		const size = this.#found.length;
		if (size > 0) this.#at = (this.at + by + size) % size;
	}
	moveTo(end: 'first' | 'last'): void {
		this.#at = end === 'first' ? 0 : Math.max(0, this.#found.length - 1);
	}

	/** Does what a command is for and remembers it. */
	async run(command: Command): Promise<void> {
		const rest = this.#app.settings.recentCommands().filter((id) => id !== command.id);
		this.#app.settings.setRecentCommands([command.id, ...rest].slice(0, MAX_RECENT));
		await this.#app.messages.guard(async () => command.run());
	}

	async #findQuestions(query: string): Promise<void> {
		const asked = { search: query.trim(), domain: '', sort: '', limit: MAX_QUESTIONS, offset: 0 };
		const rows = await this.#app.db.query('lists/questions', asked);
		if (query !== this.#query) return;
		this.#questions = rows.map(({ id, text }) => ({
			id: `question:${id}`,
			name: text.length > NAME_CHARS ? `${text.slice(0, NAME_CHARS)}…` : text,
			group: 'Question',
			place: 'compare',
			run: () => visit(this.#app, 'compare', { question: id })
		}));
	}
}

/** Those used last come first; one that cannot be done now stays where it is. */
function recentFirst(commands: readonly Command[], recent: readonly string[]): Command[] {
	const first = recent.flatMap(
		(wanted) => commands.find(({ id, unavailable }) => id === wanted && !unavailable) ?? []
	);
	return [...first, ...commands.filter((command) => !first.includes(command))];
}
