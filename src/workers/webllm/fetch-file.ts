import { AppError, Cancelled, isCancelled } from '../../lib/core/model/errors.ts';

/**
 * Reads a file of a model.
 * @param onBytes is told how many bytes came since the last call
 * @returns null where the server says that there is no such file
 * @throws AppError 'network-failed', 'model-missing'; Cancelled
 */
export async function fetchFile(
	url: string,
	signal: AbortSignal,
	onBytes: (bytes: Uint8Array<ArrayBuffer>) => void = () => undefined
): Promise<Uint8Array<ArrayBuffer> | null> {
	try {
		const response = await fetch(url, { signal });
		if (response.status === 404 || response.status === 410) return null;
		if (!response.ok) throw refused(url, response.status);
		return await readBody(response, onBytes);
	} catch (error) {
		if (signal.aborted || isCancelled(error)) throw new Cancelled();
		if (error instanceof AppError) throw error;
		throw unreachable(url, error);
	}
}

async function readBody(
	response: Response,
	onBytes: (bytes: Uint8Array<ArrayBuffer>) => void
): Promise<Uint8Array<ArrayBuffer>> {
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let length = 0;
	const reader = response.body!.getReader();
	for (let next = await reader.read(); !next.done; next = await reader.read()) {
		chunks.push(next.value);
		length += next.value.length;
		onBytes(next.value);
	}
	const whole = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		whole.set(chunk, at);
		at += chunk.length;
	}
	return whole;
}

function refused(url: string, status: number): AppError {
	const isPrivate = status === 401 || status === 403;
	return new AppError(
		isPrivate ? 'model-missing' : 'network-failed',
		isPrivate
			? 'The server does not give this model to everybody. What was downloaded is kept. Choose an open model.'
			: `The server of this model answered with an error (${status}). What was downloaded is kept. Try again later.`,
		{ detail: `${status} ${url}` }
	);
}

/** A browser does not tell a dead network from a server that does not want to be read by pages. */
function unreachable(url: string, cause: unknown): AppError {
	return new AppError(
		'network-failed',
		`A file of the model could not be fetched from ${new URL(url).host}. What was downloaded is kept, and loading goes on from there. ` +
			'Check the connection and try again; if it is your own server, it must allow other pages to read its files (CORS).',
		{ detail: `${url}: ${String(cause)}`, cause }
	);
}
