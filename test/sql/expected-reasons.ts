import { DIFFICULTIES, QUALITIES, type Aspect } from '../../src/lib/core/annotate/aspects.ts';
import type { Recipe } from '../../src/lib/core/model/recipe.ts';
import type { Answer, Project } from './project-rows.ts';

/**
 * The stages up to decontamination as METRICS §6 puts them, one trajectory after the other and without a
 * database: why each one is out by then, null where it is still in. Smoke tests are no trajectories.
 */
export function expectedReasons(project: Project, recipe: Recipe): Map<string, string | null> {
	const answers = project.answers.filter(({ teacher }) => teacher !== 'probe');
	const override = new Map(project.overrides?.map((row) => [row.trajectory_id, row.decision]));
	const reasons = new Map<string, string | null>();
	const decide = (reasonFor: (answer: Answer) => string | null): void => {
		const entering = answers.filter(({ id }) => (reasons.get(id) ?? null) === null);
		for (const answer of entering) {
			reasons.set(answer.id, override.get(answer.id) === 'keep' ? null : reasonFor(answer));
		}
	};
	decide(({ id }) => (override.get(id) === 'drop' ? 'dropped by hand' : null));
	decide((answer) => teacherReason(answer, recipe));
	decide((answer) => qualityReason(answer, recipe) ?? ratingReason(answer, project, recipe));
	decide(({ question }) => {
		const rate = passRate(answers, question, recipe);
		const isKnown = rate !== null && rate > recipe.compression.maxPassRate;
		return recipe.compression.enabled && isKnown ? 'student already knows' : null;
	});
	const present = new Set(
		answers.filter(({ id }) => reasons.get(id) === null).map(({ question }) => question)
	);
	decide(({ question }) =>
		isNearDuplicate(question, project, recipe, present) ? 'near-duplicate question' : null
	);
	const contaminated = new Set(project.contaminations?.map((row) => row.question_id));
	decide(({ question }) =>
		recipe.decontamination.enabled && contaminated.has(question) ? 'in a benchmark' : null
	);
	return reasons;
}

function teacherReason({ teacher }: Answer, { student, teachers }: Recipe): string | null {
	if (teacher === student) return 'the student itself';
	return teachers === null || teachers.includes(teacher) ? null : 'teacher not chosen';
}

function believedVerdict(answer: Answer, { quality }: Recipe): string {
	if (answer.person !== undefined && answer.person !== 'none') return answer.person;
	const rule = answer.verdict ?? 'correct';
	if (rule !== 'unverifiable') return rule;
	const judge = answer.judge === 'unverifiable' ? undefined : answer.judge;
	const trusted = [
		quality.trustJudge ? judge : undefined,
		quality.trustReference ? answer.reference : undefined
	];
	return trusted.find((verdict) => verdict !== undefined) ?? rule;
}

function qualityReason(answer: Answer, recipe: Recipe): string | null {
	const { quality } = recipe;
	const { analysis } = answer;
	const verdict = believedVerdict(answer, recipe);
	if (!analysis || verdict === 'pending') return 'not analysed yet';
	const format = analysis.format ?? '';
	if (format === 'truncated' || answer.finish === 'length') {
		if (!quality.allowTruncated) return 'truncated';
	} else if (quality.format === 'thinking' && format !== 'thinking') return 'format';
	else if (quality.format === 'well-formed' && format !== 'thinking' && format !== 'plain') {
		return 'format';
	}
	if (analysis.tokens! > quality.maxTokens) return 'too long';
	if (analysis.repetition_share! > quality.maxRepetitionShare) return 'repetitive';
	if (quality.verdict === 'any' || verdict === 'correct') return null;
	if (verdict === 'wrong') return 'wrong';
	return quality.verdict === 'correct' ? 'unverifiable' : null;
}

/** What the annotator that was asked last says of a question or a trajectory; null where that is nothing. */
export function labelOf({ labels = [] }: Project, aspect: Aspect, subject: string): string | null {
	const ofAspect = labels.filter((label) => label.aspect === aspect && label.repetition !== 1);
	const wasAskedAgain = ofAspect.some(({ by }) => by !== 'before');
	const counting = ofAspect.filter(({ by }) => !wasAskedAgain || by !== 'before');
	return counting.find((label) => label.subject === subject)?.label ?? null;
}

function ratingReason(
	{ id, question }: Answer,
	project: Project,
	{ quality: { ratings } }: Recipe
): string | null {
	const place = (scale: readonly string[], label: string | null): number | null => {
		const at = label === null ? -1 : scale.indexOf(label);
		return at < 0 ? null : at;
	};
	const input = place(QUALITIES, labelOf(project, 'input-quality', question));
	const response = place(QUALITIES, labelOf(project, 'response-quality', id));
	const difficulty = place(DIFFICULTIES, labelOf(project, 'difficulty', question));
	const rules = [
		[input, place(QUALITIES, ratings.inputAtLeast), 'question rated too low', 1],
		[response, place(QUALITIES, ratings.responseAtLeast), 'response rated too low', 1],
		[difficulty, place(DIFFICULTIES, ratings.easiest), 'rated too easy', 1],
		[difficulty, place(DIFFICULTIES, ratings.hardest), 'rated too hard', -1]
	] as const;
	const asked = rules.filter(([, limit]) => limit !== null);
	if (asked.some(([rating]) => rating === null)) return 'not rated yet';
	return asked.find(([rating, limit, , sign]) => sign * (rating! - limit!) < 0)?.[2] ?? null;
}

function passRate(answers: readonly Answer[], question: string, recipe: Recipe): number | null {
	const verdicts = answers
		.filter((answer) => answer.question === question && answer.teacher === recipe.student)
		.map((answer) => believedVerdict(answer, recipe))
		.filter((verdict) => verdict !== 'pending');
	const correct = verdicts.filter((verdict) => verdict === 'correct').length;
	return verdicts.length === 0 ? null : correct / verdicts.length;
}

function isNearDuplicate(
	question: string,
	{ duplicates = [] }: Project,
	{ nearDuplicates }: Recipe,
	present: ReadonlySet<string>
): boolean {
	if (!nearDuplicates.enabled) return false;
	const alike = duplicates.filter(
		({ question_id, jaccard }) => jaccard >= nearDuplicates.minJaccard && present.has(question_id)
	);
	const own = alike.find(({ question_id }) => question_id === question);
	if (own === undefined) return false;
	const siblings = alike.filter(({ original_id }) => original_id === own.original_id);
	const first = siblings.map(({ question_id }) => question_id).sort()[0];
	return present.has(own.original_id) || first !== question;
}
