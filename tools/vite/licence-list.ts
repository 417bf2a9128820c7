import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LicenceList, LicensedPart } from '../../src/lib/core/model/licences.ts';

/** Installed to build with, and parts of them end in the built page: a runtime, a loader, compiled kernels. */
const BUILT_IN = ['svelte', 'esm-env', 'clsx', 'vite', 'rolldown', 'assemblyscript'];

/** What is no package. `file` holds its licence. */
const OTHER_WORKS = [
	{
		name: 'Fonts of KaTeX',
		licence: 'OFL-1.1',
		source:
			'Copyright (c) 2009-2010 Design Science, Inc.; (c) 2014-2018 Khan Academy; with Reserved Font Names KaTeX_…; https://openfontlicense.org',
		file: null
	},
	{
		name: 'GSM8K, questions and answers of four models',
		licence: 'MIT',
		source: 'samples/gsm8k',
		file: 'static/samples/gsm8k/LICENSE'
	},
	{
		name: 'Arithmetic questions',
		licence: 'MIT',
		source: 'samples/arithmetic',
		file: 'static/samples/arithmetic/LICENSE'
	},
	{
		name: 'Code questions',
		licence: 'MIT',
		source: 'samples/code',
		file: 'static/samples/code/LICENSE'
	},
	{
		name: 'CPython and its standard library, in Pyodide',
		licence: 'PSF-2.0',
		source: 'https://docs.python.org/3/license.html',
		file: null
	},
	{ name: 'Demo models', licence: 'MIT', source: 'models', file: 'static/models/LICENSE' }
];

interface LockedPackage {
	readonly version?: string;
	readonly license?: string;
	readonly dev?: boolean;
}

/** `name` of a path in the lock file: `node_modules/a/node_modules/@b/c` is `@b/c`. */
export function packageName(path: string): string {
	return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** Paths of the packages whose code may be in the built page, as the lock file has them. */
export function shippedPackages(root: string): string[] {
	const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
		readonly packages: Readonly<Record<string, LockedPackage>>;
	};
	return Object.entries(lock.packages)
		.filter(([path, { dev }]) => path !== '' && (dev !== true || isBuiltIn(path)))
		.map(([path]) => path)
		.filter((path) => existsSync(join(root, path, 'package.json')));
}

function isBuiltIn(path: string): boolean {
	return BUILT_IN.some((name) => path === `node_modules/${name}`);
}

/** Everything of other people that the built page may hold, by name. Needs the packages to be installed. */
export function licenceList(root: string): LicenceList {
	const texts: string[] = [];
	const indexOf = (text: string | null): number | null => {
		if (text === null) return null;
		const known = texts.indexOf(text);
		return known >= 0 ? known : texts.push(text) - 1;
	};
	const packages = shippedPackages(root).map((path) => readPackage(root, path, indexOf));
	const others = OTHER_WORKS.map(({ file, ...part }) => ({
		...part,
		version: '',
		text: indexOf(file === null ? null : readText(join(root, file)))
	}));
	const seen = new Map(
		[...packages, ...others].map((part) => [`${part.name} ${part.version}`, part])
	);
	const parts = [...seen.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
	return { parts, texts };
}

function readPackage(
	root: string,
	path: string,
	indexOf: (text: string | null) => number | null
): LicensedPart {
	const folder = join(root, path);
	const description = JSON.parse(
		readFileSync(join(folder, 'package.json'), 'utf8')
	) as PackageDescription;
	const { repository, version = '' } = description;
	return {
		name: packageName(path),
		version,
		licence: licenceOf(description),
		source: addressOf(typeof repository === 'object' ? repository.url : repository),
		text: indexOf(licenceText(folder))
	};
}

interface PackageDescription {
	readonly version?: string;
	readonly license?: string | { readonly type?: string };
	/** As packages said it before npm 2. */
	readonly licenses?: readonly { readonly type: string }[];
	readonly repository?: string | { readonly url?: string };
}

function licenceOf({ license, licenses = [] }: PackageDescription): string {
	const said = typeof license === 'object' ? license.type : license;
	return said ?? licenses.map(({ type }) => type).join(' OR ');
}

function addressOf(repository = ''): string {
	const address = repository.replace(/^git\+|\.git$/g, '').replace(/^git:\/\//, 'https://');
	return /^[\w-]+\/[\w.-]+$/.test(address) ? `https://github.com/${address}` : address;
}

/** Licences and notices of a package, one after the other. */
function licenceText(folder: string): string | null {
	const files = readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isFile() && /^(?:licen[cs]e|copying|notice)/i.test(entry.name))
		.map(({ name }) => name)
		.sort();
	return files.length === 0 ? null : files.map((name) => readText(join(folder, name))).join('\n\n');
}

function readText(file: string): string {
	return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
}
