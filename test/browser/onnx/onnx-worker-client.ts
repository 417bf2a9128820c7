import { EngineClient } from '../../../src/lib/services/engine-client.ts';
import type { DbClient } from '../../../src/lib/services/db-client.ts';

/** The engine as the page has it, beside a database. `workers` are those it was given, so that a test can kill one. */
export function onnxEngine(client: DbClient): { engine: EngineClient; workers: Worker[] } {
	const workers: Worker[] = [];
	const engine = new EngineClient('onnx', {
		connectDb: () => client.port(),
		pageUrl: new URL('/', location.href).href,
		createWorker: () => {
			// Written out, because Vite looks for this very form.
			const worker = new Worker(
				new URL('../../../src/workers/onnx/onnx-worker.ts', import.meta.url),
				{ type: 'module' }
			);
			workers.push(worker);
			return worker;
		}
	});
	return { engine, workers };
}
