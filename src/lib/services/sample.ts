import { AppError } from '../core/model/errors.ts';

/** The GSM8K sample that ships with the app (static/samples/gsm8k, MIT licence beside it). */
export function loadSample(): Promise<File> {
	return loadFile('gsm8k/example_model_solutions.jsonl', 'gsm8k-example_model_solutions.jsonl');
}

/** Arithmetic questions that the demo models were not trained on (static/samples/arithmetic). */
export function loadDemoQuestions(): Promise<File> {
	return loadFile('arithmetic/questions.jsonl', 'arithmetic-questions.jsonl');
}

async function loadFile(path: string, name: string): Promise<File> {
	const response = await fetch(new URL(`samples/${path}`, document.baseURI)).catch(() => null);
	if (!response?.ok) {
		throw new AppError(
			'network-failed',
			'The sample could not be loaded from this site. Nothing was changed. Check the connection and try again.'
		);
	}
	return new File([await response.blob()], name);
}
