import { AppError } from '../../core/model/errors.ts';
import type { CodeLanguage } from '../../core/code/tests-summary.ts';
import type { FrameAnswer, FrameDeed } from '../../protocol/sandbox-api.ts';
import { withTimeLimit } from '../../protocol/time-limit.ts';
import FRAME_SCRIPT from '../../../workers/sandbox/frame.js?raw';
import { frameDocument } from './frame-document.ts';
import type { SandboxParts } from './sandbox-parts.ts';

const CONNECT_LIMIT_MS = 20_000;
/** Compiling takes a moment, a whole start of Python seconds, on a slow machine many. */
const DEED_LIMIT_MS = 90_000;

type Settle = (answer: { readonly value?: unknown; readonly failure?: string }) => void;

/**
 * The frame in which code of others runs: `sandbox="allow-scripts"`, so its origin is nobody's, with a policy
 * that lets nothing out. It is made of a `blob:` address, so it needs neither a file nor a header of the host,
 * and works without a network.
 */
export class SandboxFrame {
	readonly #element: HTMLIFrameElement;
	readonly #port: MessagePort;
	readonly #pending = new Map<number, Settle>();
	readonly #deaths = new Map<number, (message: string) => void>();
	#ids = 0;

	private constructor(element: HTMLIFrameElement, port: MessagePort) {
		this.#element = element;
		this.#port = port;
		port.onmessage = ({ data }: MessageEvent<FrameAnswer>) => {
			if ('died' in data) return this.#deaths.get(data.died)?.(data.message);
			this.#pending.get(data.id)?.(data);
			this.#pending.delete(data.id);
		};
	}

	/** @throws AppError 'timeout' where the frame does not come up */
	static async open(): Promise<SandboxFrame> {
		const element = document.createElement('iframe');
		element.setAttribute('sandbox', 'allow-scripts');
		element.title = 'Sandbox for code';
		element.hidden = true;
		const html = new Blob([frameDocument(FRAME_SCRIPT)], { type: 'text/html' });
		const address = URL.createObjectURL(html);
		const { port1, port2 } = new MessageChannel();
		try {
			const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
			element.src = address;
			document.body.append(element);
			await withTimeLimit(loaded, CONNECT_LIMIT_MS, noFrame);
			const connected = new Promise((resolve) => (port1.onmessage = resolve));
			// Its origin has no name, so none can be given; the frame is ours, and a port is all that it gets.
			element.contentWindow?.postMessage('connect', '*', [port2]);
			await withTimeLimit(connected, CONNECT_LIMIT_MS, noFrame);
			return new SandboxFrame(element, port1);
		} catch (error) {
			element.remove();
			throw error;
		} finally {
			URL.revokeObjectURL(address);
		}
	}

	/** Hands in what an interpreter is made of; true where its workers start from a snapshot. */
	async prepare(language: CodeLanguage, parts: SandboxParts): Promise<boolean> {
		await this.#ask({ deed: 'parts', language, ...parts }, [
			parts.wasm,
			...Object.values(parts.files)
		]);
		return (await this.#ask({ deed: 'prepare', language })) === true;
	}

	/** A new worker that speaks over the port. `onDeath` is called where it fails outside of an answer. */
	async start(
		language: CodeLanguage,
		port: MessagePort,
		onDeath: (message: string) => void
	): Promise<number> {
		const worker = ++this.#ids;
		this.#deaths.set(worker, onDeath);
		await this.#ask({ deed: 'start', language, worker, port }, [port]);
		return worker;
	}

	end(worker: number): void {
		this.#deaths.delete(worker);
		this.#ask({ deed: 'end', worker }).catch(() => undefined);
	}

	/** Whether it still answers: the browser may have ended its process for want of memory. */
	async isAlive(): Promise<boolean> {
		try {
			await withTimeLimit(this.#ask({ deed: 'ping' }), CONNECT_LIMIT_MS, noFrame);
			return true;
		} catch {
			return false;
		}
	}

	/** Ends all that runs in it. */
	close(): void {
		this.#element.remove();
		this.#port.close();
		for (const settle of this.#pending.values()) settle({ failure: 'it was closed' });
		this.#pending.clear();
	}

	#ask(deed: FrameDeed, transfer: Transferable[] = []): Promise<unknown> {
		const id = ++this.#ids;
		const answer = new Promise<unknown>((resolve, reject) => {
			this.#pending.set(id, ({ value, failure }) => {
				if (failure === undefined) resolve(value);
				else reject(sandboxFailed(failure));
			});
			this.#port.postMessage({ id, ...deed }, transfer);
		});
		return withTimeLimit(answer, DEED_LIMIT_MS, noFrame);
	}
}

function noFrame(): AppError {
	return sandboxFailed('it does not answer');
}

/** The runner failed, not the answer: nothing is said of it, and it is run again later. */
export function sandboxFailed(detail: string): AppError {
	return new AppError(
		'worker-died',
		'The sandbox that runs code could not be used. What was saved is safe, and answers that were not run are run when the project is opened again.',
		{ detail }
	);
}
