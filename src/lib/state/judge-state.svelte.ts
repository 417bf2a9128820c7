import { type AskingEstimate, estimateAsking } from '../core/judge/asking-estimate.ts';
import { judgeId, judgeSettingsJson } from '../core/judge/judge.ts';
import { judgedTexts, type JudgedTexts } from '../core/judge/judged-texts.ts';
import {
	DEFAULT_RUBRIC,
	parseRubric,
	type Rubric,
	rubricJson,
	rubricProblems
} from '../core/judge/rubric.ts';
import { createIds } from '../core/model/ids.ts';
import type { JudgeScope } from '../protocol/judge-queries.ts';
import type { QueryRow } from '../protocol/queries.ts';
import type { AskingListener } from '../services/asking.ts';
import type { Judging } from '../services/local-judging.ts';
import type { ScoringReport } from '../services/local-scoring.ts';
import { type JudgeResults, readResults } from './judge-results.ts';
import {
	type AskedModel,
	ASKING_BEGINS,
	askingListener,
	type AskingNow,
	type AskingOptions,
	DEFAULT_SAMPLE,
	readyToAsk
} from './asking.ts';
import { OneWork } from './one-work.ts';
import type { LocalTeacher } from './teachers-state.svelte.ts';

export type KnownJudge = QueryRow<'judge/judges'>;

/** The part of LocalJudging that the state needs. */
export interface JudgingService {
	judgeAll(judging: Judging, listener: AskingListener, signal: AbortSignal): Promise<ScoringReport>;
}

export interface JudgeOptions extends AskingOptions {
	readonly service: JudgingService;
}

/** Two orders of the options, and each label behind its prompt. */
const PROMPTS_EACH = 4;
/** While a rubric is typed, what it would cost is asked for once typing rests. */
const REST_MS = 300;

/** A model that judges final answers: which one, by which rubric, over what, and what it said. */
export class JudgeState {
	readonly #options: JudgeOptions;
	#entryId = $state('');
	#rubric = $state.raw<Rubric>(DEFAULT_RUBRIC);
	#scope = $state<JudgeScope>('unsure');
	#sample = $state(DEFAULT_SAMPLE);
	#id = $state('');
	#cost = $state.raw<QueryRow<'judge/cost'> | null>(null);
	#results = $state.raw<JudgeResults | null>(null);
	#known = $state.raw<readonly KnownJudge[]>([]);
	#now = $state.raw<AskingNow | null>(null);
	readonly #work = new OneWork();
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Counts refreshes, so that an answer to an older question is not shown. */
	#asked = 0;

	constructor(options: JudgeOptions) {
		this.#options = options;
	}

	/** Of the teacher entry whose model judges; '' for none. */
	get entryId(): string {
		return this.#entryId;
	}
	get entry(): LocalTeacher | undefined {
		return this.#options.teachers.find(this.#entryId);
	}
	get rubric(): Rubric {
		return this.#rubric;
	}
	get scope(): JudgeScope {
		return this.#scope;
	}
	get sample(): number {
		return this.#sample;
	}
	/** Why it cannot be asked, a sentence per reason. */
	get problems(): readonly string[] {
		return rubricProblems(this.#rubric);
	}
	/** Of the model with this very rubric; '' until it is known, and for none. */
	get id(): string {
		return this.#id;
	}
	/** Trajectories of the scope that it has not judged, and those that lack only its verdict; null until known. */
	get pending(): number | null {
		return this.#cost?.trajectories ?? null;
	}
	/** null until it is known that it has said something. */
	get results(): JudgeResults | null {
		return this.#results;
	}
	/** Judges that were started in this project, the last one first. */
	get known(): readonly KnownJudge[] {
		return this.#known;
	}
	/** Not null while it judges. */
	get now(): AskingNow | null {
		return this.#now;
	}
	/** What judging the rest of the scope would take; null while there is nothing to tell. */
	get estimate(): AskingEstimate | null {
		const { entry } = this;
		const cost = this.#cost;
		if (!entry?.settings || cost === null) return null;
		return estimateAsking({
			settings: entry.settings,
			device: this.#options.models.deviceFor(entry.settings.model),
			subjects: cost.trajectories - cost.asked,
			chars: cost.chars,
			promptChars: this.#rubric.withReference.length,
			promptsEach: PROMPTS_EACH,
			asked: { subjects: cost.timed, seconds: cost.timed_seconds },
			written: entry.measured
		});
	}

	clear(): void {
		this.cancel();
		this.#entryId = '';
		this.#rubric = DEFAULT_RUBRIC;
		this.#known = [];
		this.#forget();
	}

	#forget(): void {
		clearTimeout(this.#timer);
		this.#asked += 1;
		this.#id = '';
		this.#cost = null;
		this.#results = null;
	}

	/** The judge that was started last is taken up again. */
	async load(): Promise<void> {
		this.#known = await this.#options.db.query('judge/judges', {});
		const [last] = this.#known;
		if (last === undefined) return;
		this.#take(last);
		await this.refresh();
	}

	async choose(entryId: string): Promise<void> {
		this.#entryId = entryId;
		await this.refresh();
	}

	/** One that was started before, with its rubric. */
	async takeUp(judge: KnownJudge): Promise<void> {
		this.#take(judge);
		await this.refresh();
	}

	#take({ teacher_id: teacherId, rubric }: KnownJudge): void {
		this.#entryId = this.#options.teachers.find(teacherId) === undefined ? '' : teacherId;
		this.#rubric = parseRubric(rubric) ?? DEFAULT_RUBRIC;
	}

	/** What was judged by another rubric stays that judge's. */
	setRubric(changes: Partial<Rubric>): void {
		this.#rubric = { ...this.#rubric, ...changes };
		this.#forget();
		this.#timer = setTimeout(() => {
			void this.#options.messages.guard(() => this.refresh());
		}, REST_MS);
	}

	async setScope(scope: JudgeScope, sample = this.#sample): Promise<void> {
		this.#scope = scope;
		this.#sample = Number.isInteger(sample) && sample > 0 ? sample : 1;
		await this.refresh();
	}

	async refresh(): Promise<void> {
		const asked = ++this.#asked;
		const { db, teachers } = this.#options;
		// How fast it writes is part of the estimate.
		await teachers.refresh();
		const known = await db.query('judge/judges', {});
		const settings = this.entry?.settings;
		if (!settings || this.problems.length > 0) {
			if (asked !== this.#asked) return;
			this.#forget();
			this.#known = known;
			return;
		}
		const id = judgeId(await createIds(), settings.model, this.#rubric);
		const [cost] = await db.query('judge/cost', {
			judge: id,
			scope: this.#scope,
			sample: this.#sample,
			settings: judgeSettingsJson(settings.model)
		});
		const results = await readResults(db, id, this.#rubric.margin);
		if (asked !== this.#asked) return;
		this.#id = id;
		this.#cost = cost!;
		this.#results = results;
		this.#known = known;
	}

	/** A trajectory of the project as a judge would be shown it; null where there is none of the kind. */
	async example(withReference: boolean): Promise<JudgedTexts | null> {
		const [row] = await this.#options.db.query('judge/example', { withReference });
		return row === undefined ? null : judgedTexts(row);
	}

	/** Lets it judge what it has not judged of the scope. What was judged is saved. */
	async start(): Promise<void> {
		if (this.#work.isRunning) return;
		const asked = readyToAsk(this.entry, this.problems, this.#options.isBusy());
		await this.#work.run((signal) => this.#judge(asked, signal));
	}

	async #judge({ teacherId, name, model }: AskedModel, signal: AbortSignal): Promise<void> {
		const { db, service, onSaved } = this.#options;
		const rubric = this.#rubric;
		const scope = { scope: this.#scope, sample: this.#sample };
		this.#now = ASKING_BEGINS;
		try {
			const id = judgeId(await createIds(), model, rubric);
			await db.append('judges', [
				{
					id,
					name,
					teacher_id: teacherId,
					settings: judgeSettingsJson(model),
					rubric: rubricJson(rubric),
					asked_at: new Date().toISOString()
				}
			]);
			const judging = { judgeId: id, model, ...scope };
			const report = await service.judgeAll(judging, this.#listener(), signal);
			if (report.failed > 0) this.#options.messages.notice(notJudged(report));
		} finally {
			await this.refresh().finally(() => (this.#now = null));
			onSaved();
		}
	}

	cancel(): void {
		this.#work.cancel();
	}

	rest(): Promise<void> {
		return this.#work.rest();
	}

	#listener(): AskingListener {
		return askingListener((changes) => {
			if (this.#now !== null) this.#now = { ...this.#now, ...changes };
		}, this.#options.onSaved);
	}
}

function notJudged({ failed, reason }: ScoringReport): string {
	return (
		`${failed} ${failed === 1 ? 'trajectory' : 'trajectories'} could not be judged: ` +
		`${reason} All others are saved.`
	);
}
