import { countText, decimalText, shareText } from '../core/decision/value-text.ts';

/** Numbers as people read them. All take plain numbers; absent values become an en dash. */

const ABSENT = '–';

export function count(value: number | null | undefined): string {
	return value === null || value === undefined ? ABSENT : countText(value);
}

export function percent(value: number | null | undefined, digits = 1): string {
	return value === null || value === undefined ? ABSENT : shareText(value, digits);
}

export function decimal(value: number | null | undefined, digits = 2): string {
	return value === null || value === undefined ? ABSENT : decimalText(value, digits);
}

export function bytes(value: number): string {
	const units = ['B', 'kB', 'MB', 'GB', 'TB'];
	let amount = value;
	let unit = 0;
	while (amount >= 1000 && unit < units.length - 1) {
		amount /= 1000;
		unit++;
	}
	const digits = unit === 0 || amount >= 100 ? 0 : 1;
	return `${amount.toFixed(digits)} ${units[unit] ?? 'B'}`;
}

export function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
	return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function day(iso: string): string {
	const date = new Date(iso);
	return Number.isNaN(date.getTime()) ? ABSENT : date.toLocaleDateString('en-CA');
}

/** `1 question`, `2 questions`. */
export function plural(value: number, one: string, many = `${one}s`): string {
	return `${count(value)} ${value === 1 ? one : many}`;
}
