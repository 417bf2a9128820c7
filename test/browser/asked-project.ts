import type { PageDb } from '../../src/lib/services/remote-db.ts';

/** A new project with one question and answers to it (`t0`, `t1` …), about which a model is to be asked. Its id. */
export async function openAskedProject(
	db: PageDb,
	name: string,
	question: { readonly text: string; readonly gold: string },
	answers: readonly string[]
): Promise<string> {
	const project = await db.createProject(name);
	await db.openProject(project.id, () => undefined);
	await db.append('questions', [
		{ id: 'q', ...question, answer_type: 'auto', domain: 'sums', source_name: 'test' }
	]);
	await db.append('teachers', [{ id: 'A', name: 'A', origin: 'imported', settings: '{}' }]);
	await db.append(
		'trajectories',
		answers.map((response, index) => ({
			id: `t${index}`,
			question_id: 'q',
			teacher_id: 'A',
			sample_index: index,
			response,
			reasoning: null,
			reasoning_style: 'none',
			finish_reason: 'stop',
			reported_tokens: null,
			import_id: 'import',
			line: index
		}))
	);
	return project.id;
}
