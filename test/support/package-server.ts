/** Serves model packages as a model hub does, so that unmodified web-llm can load them. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Holds `models/<id>/<file>` and `lib/<id>.wasm`. */
export const TINY_MLC_FOLDER = fileURLToPath(new URL('../fixtures/tiny-mlc/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
	'.json': 'application/json',
	'.wasm': 'application/wasm'
};

export interface PackageServer {
	/**
	 * No slash at its end. A package is at `<origin>/<id>/resolve/main/<file>`, its library at
	 * `<origin>/lib/<id>.wasm`. It says 127.0.0.1, because web-llm never caches from `localhost`.
	 */
	readonly origin: string;
	close(): Promise<void>;
}

/** Serves a folder of packages on a free port, to pages of any origin. */
export async function servePackages(folder = TINY_MLC_FOLDER): Promise<PackageServer> {
	const server = createServer((request, response) => {
		const file = packageFile(new URL(request.url ?? '/', 'http://x').pathname);
		const cors = { 'access-control-allow-origin': '*' };
		if (!file) return void response.writeHead(404, cors).end();
		readFile(join(folder, file)).then(
			(bytes) => {
				const type = TYPES[extname(file)] ?? 'application/octet-stream';
				const headers = { ...cors, 'content-type': type, 'content-length': bytes.length };
				response.writeHead(200, headers).end(bytes);
			},
			() => response.writeHead(404, cors).end()
		);
	});
	await listen(server);
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}

/**
 * The file of a package that stands at this path of a host, relative to the folder of packages. Only names
 * without a path in them reach the disk.
 */
export function packageFile(path: string): string | undefined {
	const model = /^\/([\w-]+)\/resolve\/main\/([\w-][\w.-]*)$/.exec(path);
	if (model) return join('models', model[1]!, model[2]!);
	const library = /^\/lib\/([\w-]+\.wasm)$/.exec(path);
	return library ? join('lib', library[1]!) : undefined;
}

function listen(server: Server): Promise<void> {
	return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}
