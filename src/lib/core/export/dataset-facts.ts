import type { Aspect } from '../annotate/aspects.ts';
import type { Recipe } from '../model/recipe.ts';
import type { TemplateReport } from '../template/template-report.ts';
import type { LeftOutReason } from './example.ts';
import type { ExportOptions } from './options.ts';

/** What card and manifest tell about a training set. No time and no machine: the bytes stay the same. */
export interface DatasetFacts {
	readonly options: ExportOptions;
	readonly recipe: Recipe;
	/** Rows in the data file. */
	readonly rows: number;
	readonly questions: number;
	/** Selected by the recipe, before anything had to be left out. */
	readonly selected: number;
	readonly leftOut: readonly { readonly reason: LeftOutReason; readonly count: number }[];
	readonly stages: readonly StageFacts[];
	readonly teachers: readonly TeacherFacts[];
	/** Models whose word stands in `provenance.jsonl`; empty where none was asked. */
	readonly graders: readonly GraderFacts[];
	/** What the student's chat template did to the rows; null where it was not checked. */
	readonly template: TemplateReport | null;
}

export interface StageFacts {
	readonly stage: string;
	readonly entered: number;
	readonly kept: number;
	readonly questionsKept: number;
	readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

export interface TeacherFacts {
	readonly id: string;
	readonly name: string;
	readonly origin: string;
	/** Model, revision, prompt and sampling as JSON text. */
	readonly settings: string;
	/** Rows of the data file that this teacher wrote. */
	readonly rows: number;
}

export interface GraderFacts {
	/** A verdict as judge, or a label. */
	readonly gives: 'verdict' | Aspect;
	/** What a person called it. */
	readonly name: string;
	/** The model as JSON text. */
	readonly settings: string;
}

export interface FileFacts {
	readonly name: string;
	readonly bytes: number;
	readonly sha256: string;
	readonly rows: number;
}
