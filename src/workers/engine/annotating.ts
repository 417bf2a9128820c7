import { isAspect } from '../../lib/core/annotate/aspects.ts';
import type { Annotator } from '../../lib/core/annotate/annotator.ts';
import { fillGuide } from '../../lib/core/annotate/fill-guide.ts';
import { parseGuide } from '../../lib/core/annotate/guide.ts';
import { chooseLabel } from '../../lib/core/annotate/label-choice.ts';
import type { Engine } from '../../lib/core/generate/engine.ts';
import { judgedTexts, type JudgedTexts } from '../../lib/core/judge/judged-texts.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import type { AnnotationTask } from '../../lib/protocol/engine-api.ts';
import type { QueryRow } from '../../lib/protocol/queries.ts';
import type { RemoteDatabase } from '../remote-database.ts';
import { askInRoom, scoreLabels } from './label-scores.ts';

export interface AnnotatingContext {
	readonly engine: Pick<Engine, 'score'>;
	readonly db: Pick<RemoteDatabase, 'query' | 'append'>;
	/** Milliseconds. */
	readonly now: () => number;
}

/**
 * Lets the loaded model label questions or trajectories: which of an aspect's labels it would say behind the filled
 * guide. Nothing is generated. Saved one after another, so that a cancellation loses at most one.
 *
 * @throws Cancelled, or AppError
 */
export async function runAnnotationTask(
	context: AnnotatingContext,
	{ annotatorId, subjectIds, repetition }: AnnotationTask,
	onSaved: (subjectIds: readonly string[]) => void,
	signal: AbortSignal
): Promise<void> {
	const { db } = context;
	const annotator = await annotatorOf(db, annotatorId);
	const ids = subjectIds.join('|');
	for (const input of await db.query('annotate/inputs', { ids, aspect: annotator.aspect })) {
		const said = await ask(context, annotator, textsOf(input), repetition, signal);
		const row: Row<'annotations'> = {
			subject_id: input.id,
			annotator_id: annotator.id,
			repetition,
			...said,
			asked_at: new Date().toISOString()
		};
		await db.append('annotations', [row]);
		onSaved([input.id]);
	}
}

type Said = Pick<Row<'annotations'>, 'label' | 'probability' | 'score' | 'room_share' | 'seconds'>;

/** The second time the labels are named the other way round: where that changes the answer, it is a weak one. */
async function ask(
	{ engine, now }: AnnotatingContext,
	{ aspect, guide }: Annotator,
	texts: JudgedTexts,
	repetition: AnnotationTask['repetition'],
	signal: AbortSignal
): Promise<Said> {
	const order = repetition === 0 ? 'as listed' : 'turned round';
	return askInRoom(
		async (roomShare) => {
			const startedAtMs = now();
			const prompt = fillGuide(aspect, guide, texts, order, roomShare);
			const choice = chooseLabel(await scoreLabels(engine, prompt, guide.labels, signal));
			return {
				label: choice === null ? null : guide.labels[choice.index]!,
				probability: choice?.probability ?? null,
				score: choice?.score ?? null,
				room_share: roomShare,
				seconds: (now() - startedAtMs) / 1000
			};
		},
		({ label }) => label !== null
	);
}

function textsOf(input: QueryRow<'annotate/inputs'>): JudgedTexts {
	const { response, reasoning_style: style } = input;
	return judgedTexts({ ...input, response: response ?? '', reasoning_style: style ?? 'none' });
}

async function annotatorOf(db: AnnotatingContext['db'], id: string): Promise<Annotator> {
	const [row] = await db.query('annotate/annotator', { annotator: id });
	const aspect = row !== undefined && isAspect(row.aspect) ? row.aspect : null;
	const guide = aspect === null ? null : parseGuide(aspect, row!.guide);
	if (aspect !== null && guide !== null) return { id, aspect, guide };
	throw new AppError(
		'plan-invalid',
		'The annotator, or its guide, is not in the project any more. What was labelled is safe. Choose one again.'
	);
}
