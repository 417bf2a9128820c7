/** Vitest's global set-up: the model packages are served while the tests run. */
import type { TestProject } from 'vitest/node';
import { servePackages } from './package-server.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const server = await servePackages();
	project.provide('modelOrigin', server.origin);
	return () => server.close();
}
