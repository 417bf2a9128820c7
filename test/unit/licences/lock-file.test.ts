import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };

interface Locked {
	readonly version: string;
	readonly integrity?: string;
	readonly resolved?: string;
	readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(
	readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')
) as { readonly packages: Readonly<Record<string, Locked>> };
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('the lock file', () => {
	it('holds every package by its hash, and none from outside of the registry', () => {
		expect(packages.length).toBeGreaterThan(200);
		for (const [path, { integrity, resolved }] of packages) {
			expect(integrity, path).toMatch(/^sha512-/);
			expect(resolved ?? 'https://registry.npmjs.org/', path).toMatch(
				/^https:\/\/registry\.npmjs\.org\//
			);
		}
	});

	it('pins what is asked for to one version', () => {
		const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
		for (const [name, version] of Object.entries(wanted)) {
			expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
			expect(lock.packages[`node_modules/${name}`]!.version, name).toBe(version);
		}
	});

	it('knows which packages run something when they are installed', () => {
		const scripts = packages
			.filter(([, { hasInstallScript }]) => hasInstallScript === true)
			.map(([path]) => path.replace('node_modules/', ''));
		expect(scripts).toEqual(['esbuild', 'onnxruntime-node', 'protobufjs']);
	});
});
