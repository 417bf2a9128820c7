import { Environment, Interpreter } from '@huggingface/jinja';
import { pythonStrip, type StripMethod } from './python-strip.ts';

/**
 * A template is somebody's program. It may take as many steps, nest as deeply and make as long a text
 * as this, which is a hundred times what the published ones need. Steps are counted rather than
 * time: what fails, fails on every machine. What one step can still do (text of a nested list that
 * holds itself twice, over and over) is stopped by the worker's time limit.
 */
const MAX_STEPS = 50_000;
const MAX_DEPTH = 400;
/** Of any one text. A long chain of thought has 300,000 characters. */
const MAX_TEXT_CHARS = 8_000_000;
/** Of all texts that the steps of one rendering give, one after the other. */
const MAX_ALL_CHARS = 1_000_000_000;
const MAX_ITEMS = 100_000;

/** The template asked for more than it may have. */
export class TemplateLimitError extends Error {
	override readonly name = 'TemplateLimitError';
}

type Value = ReturnType<Interpreter['evaluate']>;
type Statement = Parameters<Interpreter['evaluate']>[0];

/** Jinja with limits, and white space as Python has it. One for each rendering. */
export class LimitedInterpreter extends Interpreter {
	#steps = 0;
	#depth = 0;
	#chars = 0;

	/** Every node of the template is evaluated here, whatever reached it. @throws TemplateLimitError */
	override evaluate(statement: Statement, environment: Environment): Value {
		if (++this.#steps > MAX_STEPS) throw new TemplateLimitError('it takes too many steps');
		if (++this.#depth > MAX_DEPTH) throw new TemplateLimitError('it is nested too deeply');
		const value = this.#stripped(statement, environment) ?? super.evaluate(statement, environment);
		this.#depth--;
		this.#weigh(value.value);
		return value;
	}

	/** @returns null where the statement takes no white space away from a text */
	#stripped(statement: Statement, environment: Environment): Value | null {
		const strip = stripOf(statement);
		if (strip === null) return null;
		const text = this.evaluate(strip.of, environment);
		if (!isText(text)) return null;
		const characters = strip.characters && this.evaluate(strip.characters, environment);
		if (characters !== undefined && !isText(characters)) return null;
		const stripped = pythonStrip(text.value, strip.method, characters?.value ?? null);
		return new (text.constructor as new (value: string) => Value)(stripped);
	}

	#weigh(value: unknown): void {
		if (typeof value === 'string') {
			this.#chars += value.length;
			if (value.length > MAX_TEXT_CHARS || this.#chars > MAX_ALL_CHARS) {
				throw new TemplateLimitError('it makes too long a text');
			}
		}
		if (Array.isArray(value) && value.length > MAX_ITEMS) {
			throw new TemplateLimitError('it makes too long a list');
		}
	}
}

/** `of.strip(characters)`, or the filter `of | trim`. */
interface Strip {
	readonly method: StripMethod;
	readonly of: Statement;
	readonly characters: Statement;
}

/** The fields of the nodes that are looked at; the package does not export their types. */
interface Node {
	readonly type: string;
	readonly callee?: Node;
	readonly args?: readonly Statement[];
	readonly object?: Statement;
	readonly property?: { readonly value?: unknown };
	readonly computed?: boolean;
	readonly operand?: Statement;
	readonly filter?: Node & { readonly value?: unknown };
}

function stripOf(statement: Statement): Strip | null {
	// A slice without its first or last index asks for nothing.
	const {
		type,
		callee,
		args = [],
		operand,
		filter
	} = (statement ?? {}) as unknown as Partial<Node>;
	if (type === 'FilterExpression') {
		const isTrim = filter?.type === 'Identifier' && filter.value === 'trim';
		return isTrim ? { method: 'strip', of: operand, characters: undefined } : null;
	}
	if (type !== 'CallExpression' || callee?.type !== 'MemberExpression' || callee.computed)
		return null;
	const method = callee.property?.value;
	if (method !== 'strip' && method !== 'lstrip' && method !== 'rstrip') return null;
	return { method, of: callee.object, characters: args[0] };
}

function isText(value: Value): value is Value & { readonly value: string } {
	return value.type === 'StringValue';
}

/** What templates may call and name beside the conversation. */
export function templateEnvironment(): Environment {
	const environment = new Environment();
	const constants = { true: true, True: true, false: false, False: false, none: null, None: null };
	for (const [name, value] of Object.entries(constants)) environment.set(name, value);
	environment.set('raise_exception', (message: unknown) => {
		throw new Error(typeof message === 'string' ? message : 'it refuses these messages');
	});
	environment.set('range', limitedRange);
	environment.set('strftime_now', formatFixedDate);
	return environment;
}

function limitedRange(first: unknown, second?: unknown, third: unknown = 1): number[] {
	const [start, stop] = second === undefined ? [0, first] : [first, second];
	if (typeof start !== 'number' || typeof stop !== 'number' || typeof third !== 'number') {
		throw new Error('range() takes numbers');
	}
	if (third === 0) throw new Error('range() cannot go in steps of 0');
	const length = Math.max(0, Math.ceil((stop - start) / third));
	if (!(length <= MAX_ITEMS)) throw new TemplateLimitError('it makes too long a list');
	return Array.from({ length }, (_, index) => start + index * third);
}

/** Parts of 26 July 2024, the date that Llama 3.1's own template falls back to. */
const DATE_PARTS: Readonly<Record<string, string>> = {
	'%Y': '2024',
	'%m': '07',
	'%d': '26',
	'%b': 'Jul',
	'%B': 'July',
	'%H': '00',
	'%M': '00',
	'%%': '%'
};

/** Some templates write today's date. Here it stands still, so that the same set gives the same bytes. */
function formatFixedDate(format: unknown): string {
	return String(format).replace(/%[YmdbBHM%]/g, (part) => DATE_PARTS[part] ?? part);
}
