/* eslint-disable @typescript-eslint/no-unused-expressions -- its value is what the worker takes */
/*
 * Evaluated inside QuickJS before an answer in JavaScript: as much of Node as programs for judges use.
 * `write` and `input` are all that the guest has of the world.
 */
(world) => {
	'use strict';
	const { write, input } = world;
	const show = (value) => {
		if (typeof value === 'string') return value;
		if (typeof value === 'bigint') return `${value}n`;
		if (typeof value === 'object' && value !== null) {
			if (value instanceof Error) return String(value);
			try {
				return JSON.stringify(value);
			} catch {
				return String(value);
			}
		}
		return String(value);
	};
	const format = (values) => values.map(show).join(' ');
	const print = (...values) => write(`${format(values)}\n`);
	const ignore = () => undefined;
	globalThis.console = {
		log: print,
		info: print,
		debug: print,
		warn: ignore,
		error: ignore,
		trace: ignore,
		assert(holds, ...values) {
			if (!holds) throw new Error(`Assertion failed: ${format(values)}`);
		}
	};

	const timers = [];
	let order = 0;
	const later = (work, ms = 0, ...values) => {
		order += 1;
		timers.push({ at: Number(ms) || 0, order, work: () => work(...values) });
		return order;
	};
	const forget = (id) => {
		const at = timers.findIndex((timer) => timer.order === id);
		if (at >= 0) timers.splice(at, 1);
	};
	globalThis.setTimeout = later;
	globalThis.setImmediate = (work, ...values) => later(work, 0, ...values);
	globalThis.clearTimeout = forget;
	globalThis.clearImmediate = forget;
	globalThis.queueMicrotask ??= (work) => void Promise.resolve().then(work);

	/** An input that tells its listeners a moment later, once the program has run to its end. */
	const emitter = (events) => {
		const listeners = new Map();
		let begun = false;
		const self = {
			on(name, listener) {
				listeners.set(name, [...(listeners.get(name) ?? []), listener]);
				if (!begun) {
					begun = true;
					later(() => {
						for (const [event, value] of events()) {
							for (const one of listeners.get(event) ?? []) one.call(self, value);
						}
					});
				}
				return self;
			},
			close() {
				return self;
			}
		};
		self.once = self.on;
		self.addListener = self.on;
		self.removeAllListeners = () => self;
		return self;
	};
	const linesOf = () => {
		const lines = input.split(/\r?\n/);
		if (lines.at(-1) === '') lines.pop();
		return lines;
	};
	const stdin = Object.assign(
		emitter(() => (input === '' ? [['end'], ['close']] : [['data', input], ['end'], ['close']])),
		{
			fd: 0,
			isTTY: false,
			setEncoding: () => stdin,
			resume: () => stdin,
			pause: () => stdin,
			read: () => input,
			async *[Symbol.asyncIterator]() {
				if (input !== '') yield input;
			}
		}
	);
	class Exit extends Error {
		constructor(code) {
			super(`process.exit(${code})`);
			this.name = 'Exit';
			this.code = code;
		}
	}
	const process = {
		stdin,
		stdout: {
			write(text) {
				write(String(text));
				return true;
			}
		},
		stderr: { write: () => true },
		argv: ['node', 'answer.js'],
		env: {},
		platform: 'linux',
		version: 'v20.0.0',
		exit(code = 0) {
			throw new Exit(code);
		},
		on: ignore,
		nextTick: (work, ...values) => queueMicrotask(() => work(...values)),
		hrtime: Object.assign(() => [0, 0], { bigint: () => 0n }),
		memoryUsage: () => ({ heapUsed: 0 })
	};
	const isInput = (file) => file === 0 || file === '/dev/stdin';
	const fs = {
		readFileSync(file, options) {
			if (!isInput(file)) throw new Error(`no such file: ${String(file)}`);
			return options === undefined ? { toString: () => input } : input;
		},
		writeFileSync(file, text) {
			if (file !== 1 && file !== '/dev/stdout') throw new Error(`no such file: ${String(file)}`);
			write(String(text));
		},
		writeSync(_, text) {
			write(String(text));
		}
	};
	const readline = {
		createInterface: () =>
			Object.assign(
				emitter(() => [...linesOf().map((line) => ['line', line]), ['close']]),
				{
					question(_, answer) {
						later(() => answer(linesOf()[0] ?? ''));
					},
					setPrompt: ignore,
					prompt: ignore,
					async *[Symbol.asyncIterator]() {
						yield* linesOf();
					}
				}
			)
	};
	const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
	const assert = (holds, said = 'assertion failed') => {
		if (!holds) throw new Error(String(said));
	};
	Object.assign(assert, {
		ok: assert,
		equal: (a, b, said) => assert(a == b, said ?? `${show(a)} is not ${show(b)}`),
		strictEqual: (a, b, said) => assert(Object.is(a, b), said ?? `${show(a)} is not ${show(b)}`),
		deepEqual: (a, b, said) => assert(same(a, b), said ?? `${show(a)} is not ${show(b)}`),
		deepStrictEqual: (a, b, said) => assert(same(a, b), said ?? `${show(a)} is not ${show(b)}`)
	});
	const modules = { fs, readline, process, assert };
	globalThis.process = process;
	globalThis.global = globalThis;
	globalThis.module = { exports: {} };
	globalThis.exports = globalThis.module.exports;
	globalThis.require = (name) => {
		const found = modules[String(name).replace(/^node:/, '')];
		if (found === undefined) throw new Error(`no module ${String(name)} here`);
		return found;
	};
	/** Runs what is due next; false where nothing is. */
	return () => {
		if (timers.length === 0) return false;
		timers.sort((a, b) => a.at - b.at || a.order - b.order);
		timers.shift().work();
		return true;
	};
};
