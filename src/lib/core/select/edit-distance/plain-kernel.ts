import type { EditDistanceKernel } from './kernel.ts';
import { PlainStrips, ROWS_PER_STRIP } from './plain-strip.ts';

/**
 * The kernel in plain JavaScript, for browsers without SIMD: the same strips and bands as
 * kernels/edit-distance, about a fifth of its speed. The names are explained there.
 */
export class PlainKernel implements EditDistanceKernel {
	readonly kind = 'plain';
	readonly #strips = new PlainStrips();
	#m = 0;
	#n = 0;
	#first = 0;
	#end = 0;
	#left = 0;
	#right = 0;

	load(rows: Uint32Array, columns: Uint32Array, symbolCount: number): void {
		this.#m = rows.length;
		this.#n = columns.length;
		this.#strips.load(rows, columns, symbolCount);
	}

	within(limit: number): number {
		const m = this.#m;
		const shift = this.#n - m;
		if (Math.abs(shift) > limit) return limit + 1;
		this.#startBand();
		let reach = Math.floor((limit + shift) / 2);
		for (let row = 0; row < m; row += ROWS_PER_STRIP) {
			const next = Math.min(m, row + ROWS_PER_STRIP);
			this.#extendTo(next < m ? next + reach : this.#n);
			this.#descend(row, next);
			if (next === m) break;
			this.#dropLeft(next, limit);
			this.#dropRight(next, limit);
			if (this.#right + this.#remaining(next, this.#end) > limit) return limit + 1;
			// To go right of the last column costs 1 for each diagonal there, and 1 for each on the way back.
			reach = Math.floor((limit - this.#right + (this.#end - next) + shift) / 2);
		}
		return this.#right;
	}

	alongDiagonal(halfWidth: number): number {
		const m = this.#m;
		this.#startBand();
		for (let row = 0; row < m; row += ROWS_PER_STRIP) {
			const next = Math.min(m, row + ROWS_PER_STRIP);
			const begin = this.#onLine(row) - halfWidth;
			while (this.#first < begin && this.#first < this.#end) this.#passLeft();
			this.#extendTo(next < m ? this.#onLine(next) + halfWidth : this.#n);
			this.#descend(row, next);
		}
		return this.#right;
	}

	#startBand(): void {
		this.#first = this.#end = this.#left = this.#right = 0;
	}

	#descend(row: number, next: number): void {
		this.#right += this.#strips.descend(row, next - row, this.#first, this.#end);
		this.#left += next - row;
	}

	/** Column of the straight line at a row. */
	#onLine(row: number): number {
		return Math.floor((row * this.#n) / this.#m);
	}

	#extendTo(column: number): void {
		const end = Math.min(this.#n, column);
		if (end <= this.#end) return;
		this.#strips.openBorder(this.#end, end);
		this.#right += end - this.#end;
		this.#end = end;
	}

	#dropLeft(row: number, limit: number): void {
		while (this.#first < this.#end && this.#left + this.#remaining(row, this.#first) > limit) {
			this.#passLeft();
		}
	}

	#passLeft(): void {
		this.#left += this.#strips.stepAt(this.#first);
		this.#first++;
	}

	#dropRight(row: number, limit: number): void {
		while (this.#end > this.#first && this.#right + this.#remaining(row, this.#end) > limit) {
			this.#end--;
			this.#right -= this.#strips.stepAt(this.#end);
		}
	}

	/** At least so much is still to come: the other corner is so many diagonals away. */
	#remaining(row: number, column: number): number {
		return Math.abs(this.#n - column - (this.#m - row));
	}
}
