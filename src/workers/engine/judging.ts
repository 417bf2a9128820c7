import type { Engine } from '../../lib/core/generate/engine.ts';
import { fillRubric, OPTION_ORDERS, type OptionOrder } from '../../lib/core/judge/fill-rubric.ts';
import { type BothOrders, pCorrect } from '../../lib/core/judge/forced-verdict.ts';
import { type Judge, judgeVerdictRow } from '../../lib/core/judge/judge.ts';
import { judgedTexts, type JudgedTexts } from '../../lib/core/judge/judged-texts.ts';
import { parseRubric, type Rubric } from '../../lib/core/judge/rubric.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import type { JudgingTask } from '../../lib/protocol/engine-api.ts';
import type { QueryRow } from '../../lib/protocol/queries.ts';
import type { RemoteDatabase } from '../remote-database.ts';
import { askInRoom, scoreLabels } from './label-scores.ts';

export interface JudgingContext {
	readonly engine: Pick<Engine, 'score'>;
	readonly db: Pick<RemoteDatabase, 'query' | 'append'>;
	/** Milliseconds. */
	readonly now: () => number;
}

type Input = QueryRow<'judge/inputs'>;

/**
 * Lets the loaded model judge trajectories: which of the two labels it would say behind the filled rubric, in both
 * orders of the options. Nothing is generated. Saved one after another, the verdict last, so that a cancellation
 * loses at most one.
 *
 * @throws Cancelled, or AppError
 */
export async function runJudgingTask(
	context: JudgingContext,
	{ judgeId, trajectoryIds, repetition }: JudgingTask,
	onSaved: (trajectoryIds: readonly string[]) => void,
	signal: AbortSignal
): Promise<void> {
	const { db } = context;
	const judge = await judgeOf(db, judgeId);
	const ids = trajectoryIds.join('|');
	for (const input of await db.query('judge/inputs', { ids, judge: judgeId, repetition })) {
		const texts = judgedTexts(input);
		let both = knownOrders(input);
		if (!input.is_asked) {
			const asked = await askBoth(context, judge.rubric, texts, signal);
			const rows = asked.map((said) => judgementRow(input.id, judge, repetition, said));
			await db.append('judgements', rows);
			both = bothOrders(rows);
		}
		if (repetition === 0) {
			await db.append('verdicts', [judgeVerdictRow(input.id, judge, texts, both)]);
		}
		onSaved([input.id]);
	}
}

/** What the model said when the options were offered in one order. */
interface Said {
	readonly order: OptionOrder;
	readonly correct: number | null;
	readonly wrong: number | null;
	readonly roomShare: number;
	readonly seconds: number;
}

/** Both orders with the same texts: with shorter ones where one of the prompts does not fit. */
async function askBoth(
	context: JudgingContext,
	rubric: Rubric,
	texts: JudgedTexts,
	signal: AbortSignal
): Promise<readonly Said[]> {
	const asked = await askInRoom(async (roomShare) => {
		const said: Said[] = [];
		for (const order of OPTION_ORDERS) {
			said.push(await ask(context, rubric, texts, order, roomShare, signal));
			if (!fits(said)) break;
		}
		return said;
	}, fits);
	return fits(asked) ? asked : OPTION_ORDERS.map((order) => ({ ...asked[0]!, ...UNREAD, order }));
}

const UNREAD = { correct: null, wrong: null } as const;

function fits(said: readonly Said[]): boolean {
	return said.every(({ correct, wrong }) => correct !== null && wrong !== null);
}

async function ask(
	{ engine, now }: JudgingContext,
	rubric: Rubric,
	texts: JudgedTexts,
	order: OptionOrder,
	roomShare: number,
	signal: AbortSignal
): Promise<Said> {
	const startedAtMs = now();
	const content = fillRubric(rubric, texts, order, roomShare);
	const labels = [rubric.correctLabel, rubric.wrongLabel];
	const [correct = null, wrong = null] = await scoreLabels(engine, content, labels, signal);
	return {
		order,
		correct,
		wrong,
		roomShare,
		seconds: (now() - startedAtMs) / 1000
	};
}

function judgementRow(
	trajectoryId: string,
	judge: Judge,
	repetition: number,
	{ order, correct, wrong, roomShare, seconds }: Said
): Row<'judgements'> {
	return {
		trajectory_id: trajectoryId,
		judge_id: judge.id,
		option_order: order,
		repetition,
		correct_logprob: finite(correct),
		wrong_logprob: finite(wrong),
		p_correct: correct === null || wrong === null ? null : pCorrect({ correct, wrong }),
		room_share: roomShare,
		seconds,
		asked_at: new Date().toISOString()
	};
}

function finite(value: number | null): number | null {
	return value !== null && Number.isFinite(value) ? value : null;
}

function knownOrders(input: Input): BothOrders {
	return { correctFirst: input.p_correct_first, wrongFirst: input.p_wrong_first };
}

function bothOrders(rows: readonly Row<'judgements'>[]): BothOrders {
	const pOf = (order: OptionOrder): number | null =>
		rows.find(({ option_order }) => option_order === order)?.p_correct ?? null;
	return { correctFirst: pOf('correct-first'), wrongFirst: pOf('wrong-first') };
}

async function judgeOf(db: JudgingContext['db'], id: string): Promise<Judge> {
	const [row] = await db.query('judge/judge', { judge: id });
	const rubric = row === undefined ? null : parseRubric(row.rubric);
	if (row !== undefined && rubric !== null) return { id, name: row.name, rubric };
	throw new AppError(
		'plan-invalid',
		'The judge, or its rubric, is not in the project any more. What was judged is safe. Choose a judge again.'
	);
}
