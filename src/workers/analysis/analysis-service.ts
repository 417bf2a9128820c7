import { CODE_ANSWER_TYPE } from '../../lib/core/code/tests-summary.ts';
import { BenchmarkIndex } from '../../lib/core/dedup/decontaminate.ts';
import type { TextKernel } from '../../lib/core/dedup/text-kernel/text-kernel.ts';
import { measureEvidence } from '../../lib/core/decision/evidence.ts';
import { smokeEvidence } from '../../lib/core/decision/smoke-evidence.ts';
import { findNearDuplicates } from '../../lib/core/dedup/near-duplicates.ts';
import { ANALYSIS_VERSION } from '../../lib/core/metrics/text-metrics.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import { compareTeachers } from '../../lib/core/stats/compare-teachers.ts';
import { shiftComparison } from '../../lib/core/latent/shift-comparison.ts';
import { smokeComparison } from '../../lib/core/student/smoke-comparison.ts';
import { compareCorpora, CORPUS_SAMPLE } from '../../lib/core/stats/corpus-metrics.ts';
import type { EditDistanceKernel } from '../../lib/core/select/edit-distance/kernel.ts';
import type {
	FarthestRequest,
	TeacherComparison,
	TrajectoryPair
} from '../../lib/protocol/analysis-data.ts';
import type { AnalysisDatabase } from './analysis-database.ts';
import {
	analysisRow,
	unverifiedRow,
	verdictRow,
	type AnalysisInput,
	type Grader
} from './analyse-trajectory.ts';
import { FarthestDistances } from './farthest-distances.ts';
import { orderedPair, TextDistances } from './pair-distances.ts';
import { placeOnMap } from './place-on-map.ts';

/** Where the kernels come from: compiled ones are files of the page's host. */
export interface KernelLoaders {
	/** Called when the first distance is asked for, and again where that failed. */
	readonly ofDistances: () => Promise<EditDistanceKernel>;
	/** Called for each search for duplicates or benchmark questions. */
	readonly ofTexts: () => Promise<TextKernel>;
}

/** Code is run instead, in a sandbox (services/sandbox). */
function isGradedHere({ answer_type }: AnalysisInput): boolean {
	return answer_type !== CODE_ANSWER_TYPE;
}

/** What an analysis worker does: reads from the database, measures, writes back. Keeps no results. */
export class AnalysisService {
	readonly #grader: Grader;
	readonly #loadKernels: KernelLoaders;
	#distanceKernel: Promise<EditDistanceKernel> | null = null;
	#db: AnalysisDatabase | null = null;

	constructor(grader: Grader, loadKernels: KernelLoaders) {
		this.#grader = grader;
		this.#loadKernels = loadKernels;
	}

	/** The database of everything that follows. */
	use(database: AnalysisDatabase): void {
		this.#db = database;
	}

	async pending(): Promise<readonly string[]> {
		const versions = { version: ANALYSIS_VERSION, graderVersion: this.#grader.version };
		const rows = await this.#database().query('analysis/pending', versions);
		return rows.map((row) => row.id);
	}

	async analyse(trajectoryIds: readonly string[]): Promise<number> {
		const analyses: Row<'analyses'>[] = [];
		const verdicts: Row<'verdicts'>[] = [];
		for (const input of await this.#inputs(trajectoryIds)) {
			const analysis = analysisRow(input);
			analyses.push(analysis);
			if (isGradedHere(input)) {
				verdicts.push(await verdictRow(input, analysis.format, this.#grader));
			}
		}
		await this.#save(analyses, verdicts);
		return analyses.length;
	}

	async giveUp(trajectoryId: string, reason: string): Promise<void> {
		const inputs = await this.#inputs([trajectoryId]);
		const verdicts = inputs
			.filter(isGradedHere)
			.map(({ id }) => unverifiedRow(id, this.#grader, reason));
		await this.#save(inputs.map(analysisRow), verdicts);
	}

	async distances(pairs: readonly TrajectoryPair[]): Promise<number> {
		const ids = [...new Set(pairs.flatMap(({ aId, bId }) => [aId, bId]))];
		const db = this.#database();
		const known = await db.query('analysis/known-distances', { ids: ids.join('|') });
		const isKnown = new Set(
			known.filter(({ exact }) => exact).map((row) => `${row.a_id}|${row.b_id}`)
		);
		const texts = new TextDistances(await this.#kernelOfDistances(), await this.#inputs(ids));
		const rows = pairs
			.map(orderedPair)
			.filter(({ aId, bId }) => !isKnown.has(`${aId}|${bId}`) && texts.has(aId) && texts.has(bId))
			.map((pair) => texts.row(pair));
		await db.append('pairwise', rows);
		return rows.length;
	}

	async farthestDistances(requests: readonly FarthestRequest[]): Promise<number> {
		return new FarthestDistances(this.#database(), await this.#kernelOfDistances()).measure(
			requests
		);
	}

	async distanceKernel(): Promise<EditDistanceKernel['kind']> {
		return (await this.#kernelOfDistances()).kind;
	}

	async findDuplicateQuestions(minJaccard: number): Promise<number> {
		const questions = await this.#database().query('analysis/question-texts', {});
		const texts = questions.map((question) => question.text);
		const kernel = await this.#loadKernels.ofTexts();
		const rows = findNearDuplicates(texts, minJaccard, kernel).map((found) => ({
			question_id: questions[found.index]!.id,
			original_id: questions[found.originalIndex]!.id,
			jaccard: found.jaccard
		}));
		await this.#database().append('question_duplicates', rows);
		return rows.length;
	}

	async findContamination(): Promise<number> {
		const items = await this.#database().query('analysis/benchmark-items', {});
		const index = new BenchmarkIndex(items, await this.#loadKernels.ofTexts());
		const questions = await this.#database().query('analysis/question-texts', {});
		const rows = questions.flatMap(({ id, text }) =>
			index
				.find(text)
				.map(({ list, itemId, ngram, n }) => ({ question_id: id, list, item_id: itemId, ngram, n }))
		);
		await this.#database().append('contaminations', rows);
		return new Set(rows.map((row) => row.question_id)).size;
	}

	placeOnMap(embedder: string, student: string): Promise<number> {
		return placeOnMap(this.#database(), embedder, student);
	}

	async compareTeachers(
		teacherIds: readonly string[],
		seed: number,
		student = ''
	): Promise<TeacherComparison> {
		const teachers = { teachers: teacherIds.join('|') };
		const [coverage] = await this.#database().query('analysis/question-coverage', teachers);
		const rows = await this.#database().query('analysis/question-matrix', { ...teachers, student });
		const drawn = { ...teachers, seed, ...CORPUS_SAMPLE };
		const texts = await this.#database().query('analysis/corpus-sample', drawn);
		const smoke =
			student === ''
				? []
				: await this.#database().query('student/smoke-matrix', { ...teachers, student });
		const mapped =
			student === '' ? [] : await this.#database().query('map/matrix', { ...teachers, student });
		const options = { teachers: teacherIds, seed };
		const shift = shiftComparison(mapped, options);
		return {
			teachers: teacherIds,
			commonQuestions: coverage?.common ?? 0,
			leftOutQuestions: coverage?.left_out ?? 0,
			metrics: [
				...compareTeachers(rows, options),
				...(smoke.length === 0 ? [] : [smokeComparison(smoke, options)]),
				...(shift === null ? [] : [shift]),
				...compareCorpora(texts, options)
			],
			evidence: [...smokeEvidence(smoke, options), ...measureEvidence(rows, options)]
		};
	}

	async #kernelOfDistances(): Promise<EditDistanceKernel> {
		this.#distanceKernel ??= this.#loadKernels.ofDistances();
		try {
			return await this.#distanceKernel;
		} catch (error) {
			this.#distanceKernel = null;
			throw error;
		}
	}

	#inputs(ids: readonly string[]): Promise<AnalysisInput[]> {
		return this.#database().query('analysis/inputs', { ids: ids.join('|') });
	}

	/** Side by side: a chunk waits for the disk once. Half of it saved is done again, not wrong. */
	async #save(analyses: Row<'analyses'>[], verdicts: Row<'verdicts'>[]): Promise<void> {
		const db = this.#database();
		await Promise.all([db.append('analyses', analyses), db.append('verdicts', verdicts)]);
	}

	#database(): AnalysisDatabase {
		if (this.#db === null) {
			throw new AppError(
				'internal',
				'The analysis has no connection to the project. Reload the page.'
			);
		}
		return this.#db;
	}
}
