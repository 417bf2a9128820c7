import { AppError } from '../../model/errors.ts';
import { CODE_POINTS } from './code-point-classes.ts';
import { MINHASH_FUNCTIONS } from './minhash-functions.ts';
import { HASHES_PER_WORD, PERMUTATIONS, type TextKernel } from './text-kernel.ts';

/** What kernels/text-grams exports. Addresses and counts are 32-bit integers. */
interface KernelExports {
	readonly memory: { readonly buffer: ArrayBuffer };
	classesAddress(): number;
	factorsAddress(): number;
	signatureAddress(): number;
	wordsAddress(): number;
	reserve(length: number): number;
	readWords(length: number, keepsSigns: number, isNormalised: number): number;
	sign(count: number): void;
}

/** The part of WebAssembly that is used here: ES2023 and Node's types do not declare it. */
interface WebAssemblyApi {
	validate(bytes: Uint8Array): boolean;
	Module: new (bytes: Uint8Array) => object;
	Instance: new (module: object) => { readonly exports: unknown };
}

const OUT_OF_MEMORY = -1;

/** Whether this browser, or Node, has what the kernel needs: WebAssembly with 128-bit vectors. */
export function runsHere(wasm: Uint8Array): boolean {
	return webAssembly()?.validate(wasm) ?? false;
}

/** Runs the compiled kernel. */
export class SimdTextKernel implements TextKernel {
	readonly kind = 'simd';
	readonly #exports: KernelExports;
	#text = new Uint8Array(0);

	/** @param wasm the bytes of kernels/text-grams/text-grams.wasm, which must run here */
	constructor(wasm: Uint8Array) {
		const api = webAssembly();
		if (!api) throw new AppError('not-supported', 'This browser has no WebAssembly.');
		this.#exports = new api.Instance(new api.Module(wasm)).exports as KernelExports;
		this.#integers(this.#exports.factorsAddress(), 2 * PERMUTATIONS).set(MINHASH_FUNCTIONS);
	}

	reserve(length: number): Uint8Array {
		const address = this.#exports.reserve(length);
		if (address === 0) throw tooLong(length);
		const { buffer } = this.#exports.memory;
		if (this.#text.buffer !== buffer) this.#text = new Uint8Array(buffer, address);
		return this.#text;
	}

	classes(): Uint8Array {
		const { memory, classesAddress } = this.#exports;
		return new Uint8Array(memory.buffer, classesAddress(), CODE_POINTS);
	}

	readWords(length: number, keepsSigns: boolean, isNormalised: boolean): number {
		const count = this.#exports.readWords(length, Number(keepsSigns), Number(isNormalised));
		if (count === OUT_OF_MEMORY) throw tooLong(length);
		return count;
	}

	words(count: number): Int32Array {
		return this.#integers(this.#exports.wordsAddress(), HASHES_PER_WORD * count);
	}

	sign(count: number): Int32Array {
		this.#exports.sign(count);
		return this.#integers(this.#exports.signatureAddress(), PERMUTATIONS);
	}

	/** Made anew each time: the buffer is another one whenever memory has grown. */
	#integers(address: number, count: number): Int32Array {
		return new Int32Array(this.#exports.memory.buffer, address, count);
	}
}

function webAssembly(): WebAssemblyApi | undefined {
	return (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}

function tooLong(length: number): AppError {
	return new AppError(
		'not-supported',
		`There is not enough memory to search a text of ${length} bytes for duplicates.`
	);
}
