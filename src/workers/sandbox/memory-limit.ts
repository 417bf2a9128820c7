const PAGE_BYTES = 65_536;

/** How large an interpreter's memory may grow; it can be lowered until an answer is there. */
export interface MemoryLimit {
	bytes: number;
	/** Whether more was asked for. */
	reached: boolean;
}

/**
 * Neither interpreter's memory has a largest size of its own, but both grow here. Python sees a MemoryError,
 * JavaScript an InternalError. (QuickJS has a limit, but cannot count: its allocator does not tell sizes here.)
 */
export function limitMemory(): MemoryLimit {
	const limit: MemoryLimit = { bytes: Infinity, reached: false };
	const grow = WebAssembly.Memory.prototype.grow;
	WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
		if (this.buffer.byteLength + pages * PAGE_BYTES > limit.bytes) {
			limit.reached = true;
			throw new RangeError('as much memory as an answer may have');
		}
		return grow.call(this, pages);
	};
	return limit;
}
