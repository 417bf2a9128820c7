import type { Ratio } from './answer.ts';
import { different, equal, unclear, type Outcome } from './outcome.ts';
import { equals, multiply } from './rational.ts';

/** 3:4 is 6:8, but 3:04 may be a time of day and then is only itself, whatever the other one looks like. */
export function compareRatios(gold: Ratio, response: Ratio): Outcome {
	if (!isProportional(gold, response)) return different('the ratios differ');
	const mayBeTimes = isTime(gold.text) || isTime(response.text);
	return mayBeTimes ? unclear('these may be times of day') : equal('the ratios are equal');
}

function isProportional(a: Ratio, b: Ratio): boolean {
	const [x, y] = [a, b].map(({ parts }) => parts.map((part) => part.number?.value));
	if (x === undefined || y === undefined || x.length !== y.length) return false;
	const [x0, y0] = [x[0], y[0]];
	if (x0 === undefined || y0 === undefined || x0.num === 0n || y0.num === 0n) return false;
	return x.every((value, index) => {
		const other = y[index];
		return (
			value !== undefined && other !== undefined && equals(multiply(value, y0), multiply(other, x0))
		);
	});
}

function isTime(text: string): boolean {
	return /^\d{1,2} ?: ?\d{2}$/.test(text);
}
