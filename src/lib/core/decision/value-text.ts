import type { MetricEstimate, MetricUnit } from '../stats/compare-teachers.ts';

const MINUS = '\u2212';

/** A metric's value with its unit, the same on the page and in the files. */
export function valueText(unit: MetricUnit, value: number): string {
	if (unit === 'share') return shareText(value, 1);
	if (unit === 'tokens' || unit === 'characters' || unit === 'words') return countText(value);
	return unit === 'nats' ? `${decimalText(value)} nats` : decimalText(value);
}

/** A difference of two values: of shares in percentage points. */
export function differenceText(unit: MetricUnit, value: number): string {
	return unit === 'share' ? `${decimalText(100 * value, 1)} points` : valueText(unit, value);
}

export function countText(value: number): string {
	return withMinus(Math.round(value).toLocaleString('en'));
}

export function shareText(value: number, digits = 0): string {
	return `${withMinus((100 * value).toFixed(digits))} %`;
}

export function decimalText(value: number, digits = 2): string {
	return withMinus(value.toFixed(digits));
}

/** `34.7 % (32.2 % to 37.3 %)`; the interval is left out where there is none. */
export function estimateText(unit: MetricUnit, { value, low, high }: MetricEstimate): string {
	if (value === null) return 'missing';
	const interval =
		low === null || high === null ? '' : ` (${valueText(unit, low)} to ${valueText(unit, high)})`;
	return valueText(unit, value) + interval;
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(parts: readonly string[]): string {
	const last = parts.at(-1) ?? '';
	return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

export function pluralText(value: number, one: string, many = `${one}s`): string {
	return `${countText(value)} ${value === 1 ? one : many}`;
}

/** A minus sign, and none before a number that rounds to zero. */
function withMinus(text: string): string {
	if (!text.startsWith('-')) return text;
	return /[1-9]/.test(text) ? MINUS + text.slice(1) : text.slice(1);
}
