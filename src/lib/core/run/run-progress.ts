import type { Measured } from './estimate.ts';
import { RateWindow } from './rate-window.ts';

/** Where a teacher stands when the meter begins: a row of 'run/progress'. */
export interface TeacherStart {
	readonly teacherId: string;
	readonly total: number;
	readonly done: number;
	readonly failed: number;
	readonly measured: Measured;
	/** Where it has written nothing yet; null where nobody can say. */
	readonly assumedSecondsPerJob: number | null;
}

/** What the meter needs of a GenerationEvent. */
export interface MeteredEvent {
	readonly written: readonly { readonly jobId: string; readonly tokens: number }[];
	readonly saved: readonly string[];
	readonly tokens: number;
}

export interface Progress {
	readonly total: number;
	readonly done: number;
	readonly failed: number;
	/** Drawn since the meter began. */
	readonly tokens: number;
	/** Of the last ten seconds; null while nothing is being written. */
	readonly tokensPerSecond: number | null;
	/** null until it can be told. */
	readonly etaMs: number | null;
}
export interface TeacherProgress extends Progress {
	readonly teacherId: string;
}
export interface RunProgress extends Progress {
	readonly teachers: readonly TeacherProgress[];
}

/** Counts what a run's events tell, and says how fast it goes and how long it still takes. */
export class RunMeter {
	readonly #teachers: readonly TeacherMeter[];
	readonly #window = new RateWindow();

	constructor(starts: readonly TeacherStart[]) {
		this.#teachers = starts.map((start) => new TeacherMeter(start));
	}

	/** This teacher's model is loaded; its time begins. */
	begin(teacherId: string, nowMs: number): void {
		this.#window.reset();
		this.#window.start(nowMs);
		this.#of(teacherId)?.window.start(nowMs);
	}

	/** It has nothing more to do, or its model has to be loaded again. */
	end(teacherId: string): void {
		this.#of(teacherId)?.window.reset();
		this.#window.reset();
	}

	record(teacherId: string, event: MeteredEvent, nowMs: number): void {
		this.#window.add(event.tokens, nowMs);
		this.#of(teacherId)?.record(event, nowMs);
	}

	giveUp(teacherId: string, jobs: number): void {
		const teacher = this.#of(teacherId);
		if (teacher) teacher.failed += jobs;
	}

	progress(nowMs: number): RunProgress {
		const guess = this.#guess(nowMs);
		const teachers = this.#teachers.map((teacher) => teacher.progress(nowMs, guess));
		const etas = teachers.map(({ etaMs }) => etaMs);
		return {
			teachers,
			total: sum(teachers.map(({ total }) => total)),
			done: sum(teachers.map(({ done }) => done)),
			failed: sum(teachers.map(({ failed }) => failed)),
			tokens: sum(teachers.map(({ tokens }) => tokens)),
			tokensPerSecond: this.#window.rate(nowMs),
			// One teacher after another: the times add up.
			etaMs: etas.includes(null) ? null : sum(etas.map((eta) => eta ?? 0))
		};
	}

	/** What the measured teachers teach about the others. */
	#guess(nowMs: number): Guess {
		const measured = this.#teachers.flatMap((teacher) => {
			const seconds = teacher.measuredSecondsPerJob(nowMs);
			return seconds === null ? [] : [{ seconds, assumed: teacher.start.assumedSecondsPerJob }];
		});
		const ratios = measured.flatMap(({ seconds, assumed }) => (assumed ? [seconds / assumed] : []));
		const assumed = this.#teachers.flatMap(({ start }) => start.assumedSecondsPerJob ?? []);
		const correction = mean(ratios) ?? 1;
		const likeOthers = mean(measured.map(({ seconds }) => seconds)) ?? mean(assumed);
		return { correction, likeOthers };
	}

	#of(teacherId: string): TeacherMeter | undefined {
		return this.#teachers.find((teacher) => teacher.start.teacherId === teacherId);
	}
}

interface Guess {
	/** Measured over assumed: this machine is not the one of the assumptions. */
	readonly correction: number;
	/** Seconds per job of the other teachers, where nothing else is known. */
	readonly likeOthers: number | null;
}

class TeacherMeter {
	readonly start: TeacherStart;
	readonly window = new RateWindow();
	failed: number;
	#saved = 0;
	#savedTokens = 0;
	#tokens = 0;
	/** Tokens so far of responses that are being written. */
	readonly #writing = new Map<string, number>();

	constructor(start: TeacherStart) {
		this.start = start;
		this.failed = start.failed;
	}

	get done(): number {
		return this.start.done + this.#saved;
	}

	record({ written, saved, tokens }: MeteredEvent, nowMs: number): void {
		this.window.add(tokens, nowMs);
		this.#tokens += tokens;
		for (const { jobId, tokens: soFar } of written) this.#writing.set(jobId, soFar);
		for (const jobId of saved) {
			this.#saved += 1;
			this.#savedTokens += this.#writing.get(jobId) ?? 0;
			this.#writing.delete(jobId);
		}
	}

	/** At the speed of now, otherwise of before; null where it has finished nothing yet. */
	measuredSecondsPerJob(nowMs: number): number | null {
		const { measured } = this.start;
		const responses = measured.responses + this.#saved;
		const tokens = measured.tokens + this.#savedTokens;
		const before = measured.seconds > 0 ? measured.tokens / measured.seconds : null;
		const speed = this.window.rate(nowMs) ?? before;
		if (responses === 0 || tokens === 0 || !speed) return null;
		return tokens / responses / speed;
	}

	progress(nowMs: number, { correction, likeOthers }: Guess): TeacherProgress {
		const { teacherId, total, assumedSecondsPerJob } = this.start;
		const left = Math.max(0, total - this.done - this.failed);
		const assumed = assumedSecondsPerJob === null ? null : assumedSecondsPerJob * correction;
		const seconds = this.measuredSecondsPerJob(nowMs) ?? assumed ?? likeOthers;
		return {
			teacherId,
			total,
			done: this.done,
			failed: this.failed,
			tokens: this.#tokens,
			tokensPerSecond: this.window.rate(nowMs),
			etaMs: left === 0 ? 0 : seconds === null ? null : left * seconds * 1000
		};
	}
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number | null {
	return values.length === 0 ? null : sum(values) / values.length;
}
