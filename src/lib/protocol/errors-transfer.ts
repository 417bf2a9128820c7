import { type TransferHandler, transferHandlers } from 'comlink';
import {
	AppError,
	Cancelled,
	ERROR_CODES,
	type ErrorCode,
	isCancelled
} from '../core/model/errors.ts';

/** What of a thrown value crosses between page and workers. */
export type SerializedError =
	| { readonly kind: 'cancelled' }
	| {
			readonly kind: 'app';
			readonly code: ErrorCode;
			readonly message: string;
			readonly detail: string | undefined;
			readonly stack: string | undefined;
	  }
	| {
			readonly kind: 'other';
			readonly name: string;
			readonly message: string;
			readonly stack: string | undefined;
	  };

export function serializeError(thrown: unknown): SerializedError {
	if (isCancelled(thrown)) return { kind: 'cancelled' };
	if (thrown instanceof AppError) {
		const { code, message, detail, stack } = thrown;
		return { kind: 'app', code, message, detail, stack };
	}
	if (thrown instanceof Error) {
		const { name, message, stack } = thrown;
		return { kind: 'other', name, message, stack };
	}
	return { kind: 'other', name: 'Error', message: String(thrown), stack: undefined };
}

export function deserializeError(error: SerializedError): Error {
	if (error.kind === 'cancelled') return new Cancelled();
	const rebuilt =
		error.kind === 'app' && ERROR_CODES.includes(error.code)
			? new AppError(error.code, error.message, { detail: error.detail })
			: Object.assign(new Error(error.message), error.kind === 'other' && { name: error.name });
	if (error.stack !== undefined) rebuilt.stack = error.stack;
	return rebuilt;
}

/** comlink wraps what was thrown in an object with a symbol of its own, which only it can recognise. */
interface Thrown {
	readonly value: unknown;
}

/**
 * Makes AppError and Cancelled arrive on the other side as what they are. Call once on both sides,
 * before anything is exposed or wrapped; comlink alone keeps only name, message and stack.
 */
export function installErrorTransfer(): void {
	const builtIn = transferHandlers.get('throw');
	if (!builtIn) throw new Error('comlink has no throw handler');
	const handler: TransferHandler<Thrown, SerializedError> = {
		canHandle: (value): value is Thrown => builtIn.canHandle(value),
		serialize: ({ value }) => [serializeError(value), []],
		deserialize: (error) => {
			throw deserializeError(error);
		}
	};
	transferHandlers.set('throw', handler);
}
