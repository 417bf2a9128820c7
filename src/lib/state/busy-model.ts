import { AppError } from '../core/model/errors.ts';

/** One model works at a time. */
export function otherModelAtWork(): AppError {
	return new AppError(
		'plan-invalid',
		'Another model is at work. Nothing was started. Wait until it is done, or cancel it.'
	);
}
