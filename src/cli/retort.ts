import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Command } from './jsonl-command.ts';

interface CommandEntry {
	readonly summary: string;
	readonly usage: string;
	/** Loaded when asked for: a distance needs no verifier. */
	readonly load: () => Promise<{ run: Command }>;
}

const COMMANDS: ReadonlyMap<string, CommandEntry> = new Map([
	[
		'verify',
		{
			summary: 'is the answer right?',
			usage: '{gold, response, answer_type?} → the same and {extracted, verdict, reason}',
			load: () => import('./verify-command.ts')
		}
	],
	[
		'metrics',
		{
			summary: 'length, format, repetition and markers of a response',
			usage: '{response, …} → the same and its text metrics',
			load: () => import('./metrics-command.ts')
		}
	],
	[
		'distance',
		{
			summary: 'exact Levenshtein distance over code points or tokens',
			usage: '{a, b}: two texts, or two arrays of token ids → the same and its distance',
			load: () => import('./distance-command.ts')
		}
	]
]);

const USAGE_ERROR = 2;

const NOTE =
	'Reads one JSON object per line from standard input and writes one per line, in order.\n' +
	'A line that cannot be used gives {error, line} in its place, and the exit code is 1.';

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...rest]: string[]): Promise<number> {
	if (name === undefined || name === 'help' || isHelp(name)) {
		console.log(help());
		return name === undefined ? USAGE_ERROR : 0;
	}
	const entry = COMMANDS.get(name);
	if (entry === undefined) {
		console.error(`There is no command "${name}".\n\n${help()}`);
		return USAGE_ERROR;
	}
	if (rest.some(isHelp)) {
		console.log(`retort ${name}: ${entry.summary}\n\n  ${entry.usage}\n\n${NOTE}`);
		return 0;
	}
	if (rest.length > 0) {
		console.error(`"${name}" takes no arguments: it reads JSONL from its standard input.`);
		return USAGE_ERROR;
	}
	return runOverStreams((await entry.load()).run);
}

function isHelp(argument: string): boolean {
	return argument === '--help' || argument === '-h';
}

function help(): string {
	const lines = [...COMMANDS].map(
		([name, { summary, usage }]) => `  ${name.padEnd(10)}${summary}\n  ${' '.repeat(10)}${usage}`
	);
	return `Usage: npm run -s retort -- <command> < rows.jsonl\n\n${lines.join('\n')}\n\n${NOTE}`;
}

async function runOverStreams(run: Command): Promise<number> {
	// `retort … | head` closes the pipe early: that is no failure of ours.
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		process.exit(error.code === 'EPIPE' ? 0 : 1);
	});
	const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
	const exitCode = await run(withBackpressure(lines), (line) => process.stdout.write(`${line}\n`));
	if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
	return exitCode;
}

/** Hands out the next line only when what was written has gone, so that memory stays flat. */
async function* withBackpressure(lines: AsyncIterable<string>): AsyncGenerator<string> {
	for await (const line of lines) {
		if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
		yield line;
	}
}
