import type { ModelRef } from '../../core/generate/model-ref.ts';
import { parseTeacherSettings } from '../../core/run/parse-teacher-settings.ts';
import { defaultTeacherSettings, type TeacherSettings } from '../../core/run/teacher-settings.ts';
import type { RouteParams } from '../../state/router-state.svelte.ts';

/** The address of the editor for a new teacher with this model. */
export function newTeacherParams(model: ModelRef): RouteParams {
	return { view: 'teacher', model: JSON.stringify(model) };
}

/** The default settings for the model of an address; null where the address names none. */
export function settingsFromAddress(json: string): TeacherSettings | null {
	try {
		const model = JSON.parse(json) as ModelRef;
		// The parser looks at every field: an address may hold anything.
		return parseTeacherSettings(JSON.stringify(defaultTeacherSettings(model)));
	} catch {
		return null;
	}
}

/** A name to begin with: the model's, without its folder and what every MLC model is called. */
export function suggestedName(model: ModelRef, taken: readonly string[]): string {
	const base = (model.id.split('/').at(-1) ?? model.id).replace(/-(MLC|ONNX)$/i, '');
	let name = base;
	for (let number = 2; taken.includes(name); number++) name = `${base} (${number})`;
	return name;
}
