/**
 * The arithmetic. Weights are float32, all else is float64, so that what the model says agrees with a
 * float64 reference to the rounding of its logits, and a test can ask for equal text.
 * Addresses point at plain arrays without gaps.
 */
import { NORM_EPSILON } from './shape';

export function vectorAt(base: usize, index: i32): usize {
	return base + ((<usize>index) << 3);
}

export function weightAt(base: usize, index: i32): usize {
	return base + ((<usize>index) << 2);
}

function sumLanes(vector: v128): f64 {
	return f64x2.extract_lane(vector, 0) + f64x2.extract_lane(vector, 1);
}

/** y [rows] = W [rows, columns] x [columns]. `columns` is a multiple of 4. */
export function multiply(weights: usize, x: usize, y: usize, rows: i32, columns: i32): void {
	let w = weights;
	for (let row = 0; row < rows; row++) {
		let even = f64x2.splat(0);
		let odd = f64x2.splat(0);
		const end = w + ((<usize>columns) << 2);
		for (let v = x; w < end; w += 16, v += 32) {
			const four = v128.load(w);
			const low = f64x2.promote_low_f32x4(four);
			const high = f64x2.promote_low_f32x4(v128.shuffle<i64>(four, four, 1, 0));
			even = f64x2.add(even, f64x2.mul(low, v128.load(v)));
			odd = f64x2.add(odd, f64x2.mul(high, v128.load(v, 16)));
		}
		store<f64>(vectorAt(y, row), sumLanes(f64x2.add(even, odd)));
	}
}

/** a · b. `length` is even. */
export function dot(a: usize, b: usize, length: i32): f64 {
	let sum = f64x2.splat(0);
	const bytes = (<usize>length) << 3;
	for (let at: usize = 0; at < bytes; at += 16) {
		sum = f64x2.add(sum, f64x2.mul(v128.load(a + at), v128.load(b + at)));
	}
	return sumLanes(sum);
}

/** y += factor · x. `length` is even. */
export function addScaled(y: usize, factor: f64, x: usize, length: i32): void {
	const factors = f64x2.splat(factor);
	const bytes = (<usize>length) << 3;
	for (let at: usize = 0; at < bytes; at += 16) {
		const product = f64x2.mul(factors, v128.load(x + at));
		v128.store(y + at, f64x2.add(v128.load(y + at), product));
	}
}

/** y = x / rms(x) · weight (Zhang and Sennrich 2019). */
export function normalise(x: usize, weight: usize, y: usize, length: i32): void {
	const meanSquare = dot(x, x, length) / <f64>length;
	const scale = 1 / Math.sqrt(meanSquare + NORM_EPSILON);
	for (let i = 0; i < length; i++) {
		const value = load<f64>(vectorAt(x, i)) * scale * <f64>load<f32>(weightAt(weight, i));
		store<f64>(vectorAt(y, i), value);
	}
}

/** Turns scores into weights that sum to 1. */
export function softmax(scores: usize, length: i32): void {
	let highest = -Infinity;
	for (let i = 0; i < length; i++) highest = Math.max(highest, load<f64>(vectorAt(scores, i)));
	let sum: f64 = 0;
	for (let i = 0; i < length; i++) {
		const weight = Math.exp(load<f64>(vectorAt(scores, i)) - highest);
		store<f64>(vectorAt(scores, i), weight);
		sum += weight;
	}
	for (let i = 0; i < length; i++) {
		store<f64>(vectorAt(scores, i), load<f64>(vectorAt(scores, i)) / sum);
	}
}

/** gate = silu(gate) · up (Shazeer 2020). */
export function gateUp(gate: usize, up: usize, length: i32): void {
	for (let i = 0; i < length; i++) {
		const x = load<f64>(vectorAt(gate, i));
		const silu = x / (1 + Math.exp(-x));
		store<f64>(vectorAt(gate, i), silu * load<f64>(vectorAt(up, i)));
	}
}

/** float32 → float64 */
export function widen(source: usize, target: usize, length: i32): void {
	for (let i = 0; i < length; i++) {
		store<f64>(vectorAt(target, i), load<f32>(weightAt(source, i)));
	}
}

/** float64 → float32 */
export function narrow(source: usize, target: usize, length: i32): void {
	for (let i = 0; i < length; i++) {
		store<f32>(weightAt(target, i), <f32>load<f64>(vectorAt(source, i)));
	}
}
