import { AppError } from '../../model/errors.ts';
import type { EditDistanceKernel } from './kernel.ts';

/** What kernels/edit-distance exports. Addresses and counts are 32-bit integers. */
interface KernelExports {
	readonly memory: { readonly buffer: ArrayBuffer };
	reserve(length: number, symbolCount: number): number;
	rowsAddress(): number;
	columnsAddress(): number;
	start(rowCount: number, columnCount: number): void;
	within(limit: number): number;
	alongDiagonal(halfWidth: number): number;
}

/** The part of WebAssembly that is used here: ES2023 and Node's types do not declare it. */
interface WebAssemblyApi {
	validate(bytes: Uint8Array): boolean;
	Module: new (bytes: Uint8Array) => object;
	Instance: new (module: object) => { readonly exports: unknown };
}

/** A module with one function that makes a vector: `i32.const 0; i8x16.splat; drop`. */
const SIMD_PROBE = new Uint8Array([
	...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
	...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
	...[0x03, 0x02, 0x01, 0x00],
	...[0x0a, 0x09, 0x01, 0x07, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x1a, 0x0b]
]);

/** Whether this browser, or Node, runs WebAssembly with 128-bit vectors. */
export function hasSimd(): boolean {
	return webAssembly()?.validate(SIMD_PROBE) ?? false;
}

/** Runs the compiled kernel. */
export class SimdKernel implements EditDistanceKernel {
	readonly kind = 'simd';
	readonly #exports: KernelExports;

	/** @param wasm the bytes of kernels/edit-distance/edit-distance.wasm */
	constructor(wasm: Uint8Array) {
		const api = webAssembly();
		if (!api) throw new AppError('not-supported', 'This browser has no WebAssembly.');
		this.#exports = new api.Instance(new api.Module(wasm)).exports as KernelExports;
	}

	load(rows: Uint32Array, columns: Uint32Array, symbolCount: number): void {
		const kernel = this.#exports;
		if (!kernel.reserve(Math.max(rows.length, columns.length), symbolCount)) {
			throw new AppError(
				'not-supported',
				`There is not enough memory to compare texts of ${rows.length} and ${columns.length} characters.`
			);
		}
		// The buffer is another one whenever memory has grown.
		const { buffer } = kernel.memory;
		new Uint32Array(buffer, kernel.rowsAddress(), rows.length).set(rows);
		new Uint32Array(buffer, kernel.columnsAddress(), columns.length).set(columns);
		kernel.start(rows.length, columns.length);
	}

	within(limit: number): number {
		return this.#exports.within(limit);
	}

	alongDiagonal(halfWidth: number): number {
		return this.#exports.alongDiagonal(halfWidth);
	}
}

function webAssembly(): WebAssemblyApi | undefined {
	return (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}
