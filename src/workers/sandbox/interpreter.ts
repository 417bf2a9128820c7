import type { CaseReply } from '../../lib/core/code/case-result.ts';
import type {
	Program,
	WorkerAnswer,
	WorkerParts,
	WorkerQuestion
} from '../../lib/protocol/sandbox-api.ts';
import { closeDoors } from './close-doors.ts';

export type Said = Pick<CaseReply, 'kind' | 'text'> & {
	/** True where the interpreter cannot go on. */
	readonly over?: boolean;
};

/** One answer in one language; thrown away after it. */
export interface Interpreter {
	/** Runs what comes before the cases. 'done', or why they cannot be run. */
	open(program: Program, limitMs: number): Said;
	runCase(text: string, limitMs: number): Said;
}

/** Answers the page's questions one by one. What `load` throws is told, too. */
export async function serve(port: MessagePort, load: () => Promise<Interpreter>): Promise<void> {
	const say = (answer: WorkerAnswer): void => port.postMessage(answer);
	try {
		const interpreter = await load();
		closeDoors();
		port.onmessage = ({ data }: MessageEvent<WorkerQuestion>) => {
			const from = performance.now();
			const said = answer(interpreter, data);
			say({
				kind: said.kind,
				text: said.text,
				over: said.over ?? false,
				ms: performance.now() - from
			});
		};
		say({ kind: 'ready' });
	} catch (error) {
		say({ kind: 'failed', text: String(error) });
	}
}

function answer(interpreter: Interpreter, question: WorkerQuestion): Said {
	try {
		return question.ask === 'open'
			? interpreter.open(question.program, question.limitMs)
			: interpreter.runCase(question.text, question.limitMs);
	} catch (error) {
		return {
			kind: 'error',
			text: `The interpreter stopped: ${String(error).slice(0, 500)}`,
			over: true
		};
	}
}

/** Once, from the frame. */
export function whenGiven(take: (parts: WorkerParts) => void): void {
	globalThis.addEventListener('message', (event: MessageEvent<WorkerParts>) => take(event.data), {
		once: true
	});
}
