/**
 * Every failure a person can meet, as data. `message` is one or more plain sentences: what happened,
 * what is safe, what to do. Cancellation is not an error (see `Cancelled`).
 */
export const ERROR_CODES = [
	'storage-full',
	'storage-unavailable',
	'storage-failed',
	'project-locked',
	'project-missing',
	'project-closed',
	'project-full',
	'project-damaged',
	'project-newer',
	'read-only',
	'database-failed',
	'worker-died',
	'timeout',
	'part-missing',
	'file-unreadable',
	'file-format',
	'file-too-large',
	'mapping-invalid',
	'url-invalid',
	'network-failed',
	'recipe-invalid',
	'export-incomplete',
	'plan-invalid',
	'model-missing',
	'model-damaged',
	'model-unfit',
	'device-lost',
	'generation-failed',
	'query-invalid',
	'query-refused',
	'not-supported',
	'internal'
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface AppErrorOptions {
	/** Technical detail for a bug report; never the only explanation. */
	readonly detail?: string | undefined;
	readonly cause?: unknown;
}

export class AppError extends Error {
	override readonly name = 'AppError';
	readonly code: ErrorCode;
	readonly detail: string | undefined;

	constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
		super(message, { cause: options.cause });
		this.code = code;
		this.detail = options.detail;
	}
}

/** Thrown where work stopped because the user asked for it. */
export class Cancelled extends Error {
	override readonly name = 'Cancelled';
	constructor() {
		super('Cancelled.');
	}
}

export function isCancelled(error: unknown): boolean {
	return error instanceof Error && (error.name === 'Cancelled' || error.name === 'AbortError');
}

/** Wraps anything thrown into an AppError, keeping one that already is. */
export function toAppError(error: unknown, code: ErrorCode, message: string): AppError {
	if (error instanceof AppError) return error;
	const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return new AppError(code, message, { detail, cause: error });
}
