import { expose } from 'comlink';
import { AppError, Cancelled } from '../../../src/lib/core/model/errors.ts';
import { installErrorTransfer } from '../../../src/lib/protocol/errors-transfer.ts';

const api = {
	echo: (value: string): string => value,
	failWithAppError(): never {
		throw new AppError('file-format', 'A sentence.', { detail: 'line 3' });
	},
	failWithCancelled(): never {
		throw new Cancelled();
	},
	failWithText(): never {
		throw 'just text' as unknown as Error;
	},
	failWithTypeError(): never {
		throw new TypeError('wrong');
	},
	hang: (): Promise<never> => new Promise(() => undefined),
	die(): Promise<never> {
		setTimeout(() => {
			throw new Error('the end');
		});
		return new Promise(() => undefined);
	}
};
export type MoodyApi = typeof api;

installErrorTransfer();
expose(api);
