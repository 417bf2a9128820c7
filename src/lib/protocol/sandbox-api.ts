import type { CaseReply } from '../core/code/case-result.ts';
import type { CodeLanguage } from '../core/code/tests-summary.ts';

/**
 * What the page and the sandbox say to each other: plain messages over ports, one question at a time, because
 * whoever listens on the other side may be a hostile program. docs/decisions/025-code-sandbox.md
 */

/** Page → frame. Each is answered with `FrameAnswer` of the same id. */
export type FrameDeed =
	| {
			readonly deed: 'parts';
			readonly language: CodeLanguage;
			/** Of the worker: one classic script. */
			readonly script: string;
			readonly wasm: ArrayBuffer;
			/** What the interpreter needs besides, by name. */
			readonly files: Readonly<Record<string, ArrayBuffer>>;
	  }
	| { readonly deed: 'prepare'; readonly language: CodeLanguage }
	| {
			readonly deed: 'start';
			readonly language: CodeLanguage;
			readonly worker: number;
			readonly port: MessagePort;
	  }
	| { readonly deed: 'end'; readonly worker: number }
	| { readonly deed: 'ping' };

export type FrameAnswer =
	| { readonly id: number; readonly value?: unknown; readonly failure?: string }
	| { readonly died: number; readonly message: string };

/** Frame → worker, once. Without a port it makes a snapshot and does nothing else. */
export interface WorkerParts {
	readonly module: WebAssembly.Module;
	readonly files: Readonly<Record<string, ArrayBuffer>>;
	readonly snapshot: Uint8Array<ArrayBuffer> | null;
	readonly port: MessagePort | null;
}

/** An answer as the guest gets it: nothing of what is expected, but for statements of a script. */
export interface Program {
	readonly kind: 'stdio' | 'function' | 'script';
	readonly code: string;
	readonly preamble: string;
	/** '' for none. */
	readonly entryPoint: string;
	readonly setup: string;
	readonly memoryLimitMb: number;
}

/** Page → worker, over its port. 'open' comes first; a 'case' holds input, arguments or statements. */
export type WorkerQuestion =
	| { readonly ask: 'open'; readonly program: Program; readonly limitMs: number }
	| { readonly ask: 'case'; readonly text: string; readonly limitMs: number };

/** Worker → page: 'ready' once, then one reply to each question. */
export type WorkerAnswer =
	| { readonly kind: 'ready' }
	| { readonly kind: 'failed'; readonly text: string }
	/** `over`: the interpreter cannot go on. */
	| (CaseReply & { readonly over: boolean });

/** Of what a case writes or gives, in characters; more is an error. */
export const MAX_OUTPUT_CHARS = 1_000_000;
