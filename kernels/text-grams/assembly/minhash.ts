/** Hash functions that stand for permutations. */
export const PERMUTATIONS: i32 = 128;

const VECTOR: usize = 16;
/** Of a pass over the grams: four vectors of least values, multipliers and summands, all in registers. */
const PASS: usize = 4 * VECTOR;
const ALL: usize = PERMUTATIONS * sizeof<i32>();

/** For each function the least of gram × multiplier + summand, as signed integers modulo 2^32. */
export function signatureOf(grams: usize, end: usize, factors: usize, signature: usize): void {
	for (let pass: usize = 0; pass < ALL; pass += PASS) {
		onePass(grams, end, factors + pass, factors + ALL + pass, signature + pass);
	}
}

function onePass(grams: usize, end: usize, factor: usize, summand: usize, least: usize): void {
	const f0 = v128.load(factor, 0);
	const f1 = v128.load(factor, 16);
	const f2 = v128.load(factor, 32);
	const f3 = v128.load(factor, 48);
	const s0 = v128.load(summand, 0);
	const s1 = v128.load(summand, 16);
	const s2 = v128.load(summand, 32);
	const s3 = v128.load(summand, 48);
	let m0 = i32x4.splat(i32.MAX_VALUE);
	let m1 = m0;
	let m2 = m0;
	let m3 = m0;
	for (let at = grams; at < end; at += sizeof<i32>()) {
		const gram = v128.load32_splat(at);
		m0 = i32x4.min_s(m0, i32x4.add(i32x4.mul(gram, f0), s0));
		m1 = i32x4.min_s(m1, i32x4.add(i32x4.mul(gram, f1), s1));
		m2 = i32x4.min_s(m2, i32x4.add(i32x4.mul(gram, f2), s2));
		m3 = i32x4.min_s(m3, i32x4.add(i32x4.mul(gram, f3), s3));
	}
	v128.store(least, m0, 0);
	v128.store(least, m1, 16);
	v128.store(least, m2, 32);
	v128.store(least, m3, 48);
}
