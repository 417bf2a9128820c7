/** The finaliser of MurmurHash3: every input bit changes every output bit. 32-bit integers. */
export function mix(value: number): number {
	let word = value ^ (value >>> 16);
	word = Math.imul(word, 0x85eb_ca6b);
	word ^= word >>> 13;
	word = Math.imul(word, 0xc2b2_ae35);
	return word ^ (word >>> 16);
}
