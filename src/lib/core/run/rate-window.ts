/** Before this many milliseconds a rate says little. */
const SETTLING_MS = 1000;

/** How fast something goes: what happened within the last `windowMs`, per second. */
export class RateWindow {
	readonly #windowMs: number;
	#events: { readonly atMs: number; readonly amount: number }[] = [];
	#startedMs: number | null = null;

	constructor(windowMs = 10_000) {
		this.#windowMs = windowMs;
	}

	/** The clock starts now, not at the first event, so that the wait for it counts. */
	start(nowMs: number): void {
		this.#startedMs ??= nowMs;
	}

	/** A pause is no slowness: what comes after it is measured afresh. */
	reset(): void {
		this.#events = [];
		this.#startedMs = null;
	}

	add(amount: number, nowMs: number): void {
		this.start(nowMs);
		this.#events.push({ atMs: nowMs, amount });
		this.#forget(nowMs);
	}

	/** Per second; null until it can be told. */
	rate(nowMs: number): number | null {
		if (this.#startedMs === null || nowMs - this.#startedMs < SETTLING_MS) return null;
		this.#forget(nowMs);
		const spanMs = Math.min(nowMs - this.#startedMs, this.#windowMs);
		const amount = this.#events.reduce((total, event) => total + event.amount, 0);
		return (amount * 1000) / spanMs;
	}

	#forget(nowMs: number): void {
		const from = nowMs - this.#windowMs;
		const first = this.#events.findIndex(({ atMs }) => atMs > from);
		if (first !== 0) this.#events = first < 0 ? [] : this.#events.slice(first);
	}
}
