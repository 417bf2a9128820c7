/** Rotary position embedding (Su et al. 2021) in the half-split form of Llama's public weights. */
import { vectorAt } from './kernels';
import { headSize, heads, ROPE_THETA } from './shape';

/** Fills cosines and sines, each [positions, head size / 2]. */
export function fillRotaryTables(cosines: usize, sines: usize, positions: i32): void {
	const half = headSize / 2;
	for (let i = 0; i < half; i++) {
		const frequency = Math.pow(ROPE_THETA, (-2 * <f64>i) / <f64>headSize);
		for (let position = 0; position < positions; position++) {
			const angle = <f64>position * frequency;
			store<f64>(vectorAt(cosines, position * half + i), Math.cos(angle));
			store<f64>(vectorAt(sines, position * half + i), Math.sin(angle));
		}
	}
}

/**
 * Rotates every head of x [hidden size] in place, element i with element i + head size / 2.
 * `cosines` and `sines` are the position's rows of the tables.
 */
export function rotate(x: usize, cosines: usize, sines: usize): void {
	const half = headSize / 2;
	for (let head = 0; head < heads; head++) {
		const first = vectorAt(x, head * headSize);
		const second = vectorAt(first, half);
		for (let i = 0; i < half; i++) {
			const a = load<f64>(vectorAt(first, i));
			const b = load<f64>(vectorAt(second, i));
			const cosine = load<f64>(vectorAt(cosines, i));
			const sine = load<f64>(vectorAt(sines, i));
			store<f64>(vectorAt(first, i), a * cosine - b * sine);
			store<f64>(vectorAt(second, i), b * cosine + a * sine);
		}
	}
}
