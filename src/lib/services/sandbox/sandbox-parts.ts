import { AppError } from '../../core/model/errors.ts';
import type { CodeLanguage } from '../../core/code/tests-summary.ts';

/** What an interpreter is made of, as the frame gets it. */
export interface SandboxParts {
	readonly script: string;
	readonly wasm: ArrayBuffer;
	readonly files: Readonly<Record<string, ArrayBuffer>>;
}

/** Fetched from the page's own host when the first answer in this language is run. @throws AppError */
export async function loadParts(language: CodeLanguage): Promise<SandboxParts> {
	return language === 'python' ? loadPython() : loadJavaScript();
}

async function loadPython(): Promise<SandboxParts> {
	const [script, wasm, library] = await Promise.all([
		import('virtual:sandbox/python-worker').then(text),
		import('pyodide/pyodide.asm.wasm?url').then(bytes),
		import('pyodide/python_stdlib.zip?url').then(bytes)
	]);
	return { script, wasm, files: { 'python_stdlib.zip': library } };
}

async function loadJavaScript(): Promise<SandboxParts> {
	const [script, wasm] = await Promise.all([
		import('virtual:sandbox/javascript-worker').then(text),
		import('@jitl/quickjs-wasmfile-release-sync/wasm?url').then(bytes)
	]);
	return { script, wasm, files: {} };
}

interface Address {
	readonly default: string;
}

async function text(address: Address): Promise<string> {
	return (await answerOf(address)).text();
}

async function bytes(address: Address): Promise<ArrayBuffer> {
	return (await answerOf(address)).arrayBuffer();
}

async function answerOf({ default: address }: Address): Promise<Response> {
	const response = await fetch(address).catch(() => null);
	if (response?.ok) return response;
	throw new AppError(
		'network-failed',
		'What runs code is not kept in this browser yet, and this site cannot be reached. Nothing was changed. Answers to code questions are run when the network is back.'
	);
}
