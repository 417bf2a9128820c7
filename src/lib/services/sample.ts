import { AppError } from '../core/model/errors.ts';

const NAME = 'example_model_solutions.jsonl';

/** The GSM8K sample that ships with the app (static/samples/gsm8k, MIT licence beside it). */
export async function loadSample(): Promise<File> {
	const response = await fetch(new URL(`samples/gsm8k/${NAME}`, document.baseURI)).catch(
		() => null
	);
	if (!response?.ok) {
		throw new AppError(
			'network-failed',
			'The sample could not be loaded from this site. Nothing was changed. Check the connection and try again.'
		);
	}
	return new File([await response.blob()], `gsm8k-${NAME}`);
}
