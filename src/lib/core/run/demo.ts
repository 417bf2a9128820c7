import type { OnnxModelRef } from '../generate/model-ref.ts';
import { defaultTeacherSettings, type TeacherSettings } from './teacher-settings.ts';

/**
 * The models that ship with the app: tiny transformers that this project trained on step-by-step
 * arithmetic (tools/demo-models). They run in any browser and go the same way as real models.
 */
const VERSION = 'v1';
const MAX_TOKENS = 400;

export interface DemoTeacher {
	readonly name: string;
	/** In a few words, for whoever chooses. */
	readonly manner: string;
	readonly settings: TeacherSettings;
}

export const DEMO_TEACHERS: readonly DemoTeacher[] = [
	demoTeacher('Terse (demo)', 'demo-terse', 'few words, few steps'),
	demoTeacher('Careful (demo)', 'demo-careful', 'every step, and a check at the end'),
	demoTeacher('Hasty (demo)', 'demo-hasty', 'quick, and often wrong')
];

/** Smaller than they are, and right on a sixth of the questions. */
export const DEMO_STUDENT: DemoTeacher = demoTeacher(
	'Student (demo)',
	'demo-student',
	'small, and still learning'
);

/** Of the demo run: few enough that it is done within minutes on two cores. */
export const DEMO_RUN = { questionLimit: 60, samplesPerQuestion: 4, seed: 1 } as const;

function demoModel(id: string): OnnxModelRef {
	return { engine: 'onnx', source: 'bundled', id, revision: VERSION, dtype: 'fp32' };
}

function demoTeacher(name: string, id: string, manner: string): DemoTeacher {
	const settings = defaultTeacherSettings(demoModel(id));
	return {
		name,
		manner,
		settings: {
			...settings,
			temperatures: [0.8],
			sampling: { ...settings.sampling, maxTokens: MAX_TOKENS }
		}
	};
}
