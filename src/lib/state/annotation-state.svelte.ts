import { annotatorId } from '../core/annotate/annotator.ts';
import { type Aspect, ASPECTS, isAspect } from '../core/annotate/aspects.ts';
import {
	DEFAULT_GUIDES,
	type Guide,
	guideJson,
	guideProblems,
	parseGuide
} from '../core/annotate/guide.ts';
import { type AskingEstimate, estimateAsking } from '../core/judge/asking-estimate.ts';
import { judgeSettingsJson } from '../core/judge/judge.ts';
import { judgedTexts, type JudgedTexts } from '../core/judge/judged-texts.ts';
import { createIds } from '../core/model/ids.ts';
import type { TeacherSettings } from '../core/run/teacher-settings.ts';
import type { AnnotationScope } from '../protocol/annotation-queries.ts';
import type { QueryRow } from '../protocol/queries.ts';
import type { AskingListener } from '../services/asking.ts';
import type { Annotating } from '../services/local-annotating.ts';
import type { ScoringReport } from '../services/local-scoring.ts';
import {
	type AnnotationResults,
	type KnownAnnotator,
	readAnnotations
} from './annotation-results.ts';
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

/** The part of LocalAnnotating that the state needs. */
export interface AnnotatingService {
	annotateAll(
		annotating: Annotating,
		listener: AskingListener,
		signal: AbortSignal
	): Promise<ScoringReport>;
}

export interface AnnotationOptions extends AskingOptions {
	readonly service: AnnotatingService;
}

/** How far it is, with one aspect after another. */
export interface AnnotatingNow extends AskingNow {
	readonly aspect: Aspect;
}

/** What each aspect would take with the model and the guide that are chosen. */
type Costs = ReadonlyMap<Aspect, QueryRow<'annotate/cost'>>;
type Guides = Readonly<Record<Aspect, Guide>>;

/** While a guide is typed, what it would cost is asked for once typing rests. */
const REST_MS = 300;

/** A model that labels questions and responses: which one, what about, by which guides, and what it said. */
export class AnnotationState {
	readonly #options: AnnotationOptions;
	#entryId = $state('');
	#wanted = $state.raw<readonly Aspect[]>(ASPECTS);
	#guides = $state.raw<Guides>(DEFAULT_GUIDES);
	#scope = $state<AnnotationScope>('all');
	#sample = $state(DEFAULT_SAMPLE);
	#costs = $state.raw<Costs | null>(null);
	#known = $state.raw<readonly KnownAnnotator[]>([]);
	#results = $state.raw<readonly AnnotationResults[]>([]);
	#now = $state.raw<AnnotatingNow | null>(null);
	readonly #work = new OneWork();
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Counts refreshes, so that an answer to an older question is not shown. */
	#asked = 0;

	constructor(options: AnnotationOptions) {
		this.#options = options;
	}

	/** Of the teacher entry whose model labels; '' for none. */
	get entryId(): string {
		return this.#entryId;
	}
	get entry(): LocalTeacher | undefined {
		return this.#options.teachers.find(this.#entryId);
	}
	/** What it is asked about. */
	get wanted(): readonly Aspect[] {
		return this.#wanted;
	}
	get scope(): AnnotationScope {
		return this.#scope;
	}
	get sample(): number {
		return this.#sample;
	}
	/** Annotators that were started in this project, the last one first. */
	get known(): readonly KnownAnnotator[] {
		return this.#known;
	}
	/** Of those whose labels count. */
	get results(): readonly AnnotationResults[] {
		return this.#results;
	}
	/** Not null while it labels. */
	get now(): AnnotatingNow | null {
		return this.#now;
	}

	guide(aspect: Aspect): Guide {
		return this.#guides[aspect];
	}
	/** Why it cannot be asked about an aspect, a sentence per reason. */
	problems(aspect: Aspect): readonly string[] {
		return guideProblems(aspect, this.#guides[aspect]);
	}
	/** Whether everything that is wanted can be asked. */
	get canAsk(): boolean {
		return (
			this.#wanted.length > 0 && this.#wanted.every((each) => this.problems(each).length === 0)
		);
	}
	/** How many questions or trajectories of the scope are without a label of an aspect; null until known. */
	pending(aspect: Aspect): number | null {
		return this.#costs?.get(aspect)?.subjects ?? null;
	}
	/** What one aspect would take; null while there is nothing to tell. */
	estimate(aspect: Aspect): AskingEstimate | null {
		const settings = this.entry?.settings;
		const cost = this.#costs?.get(aspect);
		if (!settings || cost === undefined) return null;
		const guide = this.#guides[aspect];
		return estimateAsking({
			settings,
			device: this.#options.models.deviceFor(settings.model),
			subjects: cost.subjects,
			chars: cost.chars,
			promptChars: guide.prompt.length + guide.labels.join().length,
			promptsEach: guide.labels.length,
			asked: { subjects: cost.timed, seconds: cost.timed_seconds },
			written: this.entry!.measured
		});
	}

	clear(): void {
		this.cancel();
		clearTimeout(this.#timer);
		this.#asked += 1;
		this.#entryId = '';
		this.#wanted = ASPECTS;
		this.#guides = DEFAULT_GUIDES;
		this.#costs = null;
		this.#known = [];
		this.#results = [];
	}

	/** The model that was asked last, and the guides that count, are taken up again. */
	async load(): Promise<void> {
		this.#known = await this.#options.db.query('annotate/annotators', {});
		const [last] = this.#known;
		if (last === undefined) return;
		if (this.#options.teachers.find(last.teacher_id) !== undefined) {
			this.#entryId = last.teacher_id;
		}
		for (const { aspect, counts, guide } of this.#known) {
			if (counts && isAspect(aspect)) this.#setGuide(aspect, parseGuide(aspect, guide));
		}
		await this.refresh();
	}

	async choose(entryId: string): Promise<void> {
		this.#entryId = entryId;
		await this.refresh();
	}

	setWanted(aspect: Aspect, isWanted: boolean): void {
		this.#wanted = ASPECTS.filter((each) =>
			each === aspect ? isWanted : this.#wanted.includes(each)
		);
	}

	/** What was labelled by another guide stays that annotator's. */
	setGuide(aspect: Aspect, changes: Partial<Guide>): void {
		this.#setGuide(aspect, { ...this.#guides[aspect], ...changes });
		this.#asked += 1;
		this.#costs = null;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			void this.#options.messages.guard(() => this.refresh());
		}, REST_MS);
	}

	#setGuide(aspect: Aspect, guide: Guide | null): void {
		if (guide !== null) this.#guides = { ...this.#guides, [aspect]: guide };
	}

	async setScope(scope: AnnotationScope, sample = this.#sample): Promise<void> {
		this.#scope = scope;
		this.#sample = Number.isInteger(sample) && sample > 0 ? sample : 1;
		await this.refresh();
	}

	async refresh(): Promise<void> {
		const asked = ++this.#asked;
		const { db, teachers } = this.#options;
		// How fast it writes is part of the estimate.
		await teachers.refresh();
		const known = await db.query('annotate/annotators', {});
		const results = await readAnnotations(db, known);
		const settings = this.entry?.settings;
		const costs = settings ? await this.#costsOf(settings) : null;
		if (asked !== this.#asked) return;
		this.#known = known;
		this.#results = results;
		this.#costs = costs;
	}

	async #costsOf({ model }: TeacherSettings): Promise<Costs> {
		const ids = await createIds();
		const costs = new Map<Aspect, QueryRow<'annotate/cost'>>();
		for (const aspect of ASPECTS) {
			if (this.problems(aspect).length > 0) continue;
			const id = annotatorId(ids, aspect, model, this.#guides[aspect]);
			const [cost] = await this.#options.db.query('annotate/cost', {
				annotator: id,
				aspect,
				scope: this.#scope,
				sample: this.#sample,
				settings: judgeSettingsJson(model)
			});
			costs.set(aspect, cost!);
		}
		return costs;
	}

	/** Lets the labels of one that was asked before count again. */
	async takeUp(annotator: KnownAnnotator): Promise<void> {
		const { id, aspect, name, teacher_id, settings, guide } = annotator;
		const asked_at = new Date().toISOString();
		const row = { id, aspect, name, teacher_id, settings, guide, asked_at };
		await this.#options.db.append('annotators', [row]);
		if (isAspect(aspect)) this.#setGuide(aspect, parseGuide(aspect, guide));
		await this.refresh();
		this.#options.onSaved();
	}

	/** A trajectory of the project as an annotator would be shown it; null where there is none. */
	async example(): Promise<JudgedTexts | null> {
		const [row] = await this.#options.db.query('annotate/example', {});
		if (row === undefined || row.response === null || row.reasoning_style === null) return null;
		const { question, gold, response, reasoning, reasoning_style } = row;
		return judgedTexts({ question, gold, response, reasoning, reasoning_style });
	}

	/** Lets it label what it has not labelled of the scope, one aspect after another. What was labelled is saved. */
	async start(): Promise<void> {
		if (this.#work.isRunning) return;
		const wanted = this.#wanted;
		const problems = wanted.flatMap((aspect) => this.problems(aspect));
		const asked = readyToAsk(this.entry, problems, this.#options.isBusy());
		await this.#work.run(async (signal) => {
			try {
				for (const aspect of wanted) await this.#annotate(aspect, asked, signal);
			} finally {
				await this.refresh().finally(() => (this.#now = null));
				this.#options.onSaved();
			}
		});
	}

	async #annotate(
		aspect: Aspect,
		{ teacherId, name, model }: AskedModel,
		signal: AbortSignal
	): Promise<void> {
		const { db, messages, service } = this.#options;
		const guide = this.#guides[aspect];
		this.#now = { aspect, ...ASKING_BEGINS };
		const id = annotatorId(await createIds(), aspect, model, guide);
		await db.append('annotators', [
			{
				id,
				aspect,
				name,
				teacher_id: teacherId,
				settings: judgeSettingsJson(model),
				guide: guideJson(guide),
				asked_at: new Date().toISOString()
			}
		]);
		const annotating = { annotatorId: id, aspect, model, scope: this.#scope, sample: this.#sample };
		const report = await service.annotateAll(annotating, this.#listener(), signal);
		if (report.failed > 0) messages.notice(notLabelled(report));
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

function notLabelled({ failed, reason }: ScoringReport): string {
	return `${failed} ${failed === 1 ? 'label' : 'labels'} could not be given: ${reason} All others are saved.`;
}
