import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { SECURITY_HEADERS } from '../../tools/vite/content-security-policy.ts';

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.wasm': 'application/wasm',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.woff2': 'font/woff2',
	'.json': 'application/json',
	'.webmanifest': 'application/manifest+json'
};

export interface StaticServer {
	/** URL of the app, under a sub-path as on project pages. */
	readonly url: string;
	readonly origin: string;
	close(): Promise<void>;
}

const SUB_PATH = '/some/place/';

/**
 * Serves a folder under a sub-path, with the headers that docs/hosting.md asks a host for.
 * @param fileOf gives the file of other paths of the host, or undefined
 */
export async function serveStatic(
	folder: string,
	fileOf: (path: string) => string | undefined = () => undefined,
	headers: Readonly<Record<string, string>> = SECURITY_HEADERS
): Promise<StaticServer> {
	const server = createServer((request, response) => {
		const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
		const file = path.startsWith(SUB_PATH)
			? fileInside(folder, path.slice(SUB_PATH.length))
			: fileOf(path);
		if (file === undefined) return void response.writeHead(404).end();
		stat(file).then(
			({ size }) => {
				response.writeHead(200, {
					...headers,
					'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
					'content-length': size
				});
				createReadStream(file).pipe(response);
			},
			() => response.writeHead(404).end()
		);
	});
	await listen(server);
	const { port } = server.address() as AddressInfo;
	const origin = `http://127.0.0.1:${port}`;
	return {
		origin,
		url: `${origin}${SUB_PATH}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}

function fileInside(folder: string, path: string): string | undefined {
	const inside = normalize(path) || '.';
	const file = join(folder, inside === '.' ? 'index.html' : inside);
	return file.startsWith(folder) ? file : undefined;
}

function listen(server: Server): Promise<void> {
	return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}
