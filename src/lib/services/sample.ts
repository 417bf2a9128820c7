import { AppError } from '../core/model/errors.ts';

/** The GSM8K sample that ships with the app (static/samples/gsm8k, MIT licence beside it). */
export function loadSample(): Promise<File> {
	return loadFile('gsm8k/example_model_solutions.jsonl', 'gsm8k-example_model_solutions.jsonl');
}

/** Arithmetic questions that the demo models were not trained on (static/samples/arithmetic). */
export function loadDemoQuestions(): Promise<File> {
	return loadFile('arithmetic/questions.jsonl', 'arithmetic-questions.jsonl');
}

/** Code questions with tests, and answers of two made-up teachers (static/samples/code). */
export function loadCodeSample(): Promise<File> {
	return loadFile('code/answers.jsonl', 'code-questions.jsonl');
}

async function loadFile(path: string, name: string): Promise<File> {
	const response = await fetch(new URL(`samples/${path}`, document.baseURI)).catch(() => null);
	if (!response?.ok) {
		throw new AppError(
			'network-failed',
			'The sample is not kept in this browser yet, and this site cannot be reached. Nothing was changed. Try again when the network is back; your own files can be opened without it.'
		);
	}
	return new File([await response.blob()], name);
}
