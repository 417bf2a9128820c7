import { AppError, isCancelled } from '../../lib/core/model/errors.ts';

/**
 * The address of the file itself. Pages of Hugging Face and GitHub that show a file are turned into
 * the file they show. Throws an AppError for anything but http and https.
 */
export function directAddress(text: string): URL {
	const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
	if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
		throw new AppError(
			'url-invalid',
			'This is not an address of a file. It must begin with https:// or http://.'
		);
	}
	url.username = '';
	url.password = '';
	url.hash = '';
	if (url.hostname === 'huggingface.co') {
		url.pathname = url.pathname.replace('/blob/', '/resolve/');
	} else if (url.hostname === 'github.com' && url.pathname.includes('/blob/')) {
		url.hostname = 'raw.githubusercontent.com';
		url.pathname = url.pathname.replace('/blob/', '/');
	}
	return url;
}

/** Fetches without cookies and without saying where from. Throws an AppError that says what to do. */
export async function fetchFile(url: URL, signal: AbortSignal): Promise<Response> {
	let response: Response;
	try {
		response = await fetch(url, {
			signal,
			mode: 'cors',
			credentials: 'omit',
			referrerPolicy: 'no-referrer'
		});
	} catch (error) {
		if (isCancelled(error)) throw error;
		throw new AppError(
			'network-failed',
			`The file at ${url.hostname} could not be fetched. Either there is no connection, or the server does not let web pages read it. Download the file yourself and open it from disk.`,
			{ detail: String(error) }
		);
	}
	if (!response.ok) throw refused(url, response.status);
	if (response.headers.get('content-type')?.startsWith('text/html') === true) {
		await response.body?.cancel();
		throw new AppError(
			'file-format',
			'This address is a web page, not a data file. Use the address behind its download button.'
		);
	}
	return response;
}

function refused(url: URL, status: number): AppError {
	const reason =
		status === 404
			? 'there is no file at this address'
			: status === 401 || status === 403
				? 'the file is not public'
				: status === 429
					? 'too many requests were made; wait a minute'
					: 'it refused the request';
	return new AppError(
		'network-failed',
		`The server ${url.hostname} answered ${String(status)}: ${reason}. Nothing was imported. Check the address, or download the file and open it from disk.`
	);
}
