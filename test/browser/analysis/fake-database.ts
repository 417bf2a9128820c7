import { expose } from 'comlink';
import type { Row, TableName } from '../../../src/lib/core/model/tables.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { decodeRows } from '../../../src/lib/core/tables/arrow.ts';

/** Trajectories of one question and what workers saved about them: enough of DbApi for the pool. */
export class FakeDatabase {
	readonly responses: ReadonlyMap<string, string>;
	readonly analyses = new Map<string, Row<'analyses'>>();
	readonly verdicts = new Map<string, Row<'verdicts'>>();
	readonly pairs = new Map<string, Row<'pairwise'>>();
	readonly bounds = new Map<string, Row<'pairwise_bounds'>>();
	connections = 0;
	isFull = false;

	constructor(responses: Record<string, string>) {
		this.responses = new Map(Object.entries(responses));
	}

	connect = (): Promise<MessagePort> => {
		const { port1, port2 } = new MessageChannel();
		expose(
			{
				query: (name: string, params: { ids?: string }) => this.#query(name, params),
				appendArrow: (table: TableName, ipc: Uint8Array) => this.#append(table, ipc)
			},
			port1
		);
		this.connections++;
		return Promise.resolve(port2);
	};

	#query(name: string, { ids = '' }: { ids?: string }): unknown[] {
		const asked = ids.split('|');
		switch (name) {
			case 'analysis/pending':
				return [...this.responses.keys()]
					.filter((id) => !this.verdicts.has(id))
					.map((id) => ({ id }));
			case 'analysis/inputs':
				return [...this.responses]
					.filter(([id]) => asked.includes(id))
					.map(([id, response]) => ({
						id,
						response,
						reasoning: null,
						reasoning_style: 'none',
						finish_reason: 'stop',
						reported_tokens: null,
						question: 'How many?',
						gold: '9',
						answer_type: 'auto'
					}));
			case 'analysis/known-distances':
				return [
					...[...this.bounds.values()].map((row) => ({ ...row, exact: false })),
					...[...this.pairs.values()].map((row) => ({ ...row, exact: true }))
				].filter((row) => asked.includes(row.a_id) && asked.includes(row.b_id));
			default:
				throw new Error(`no query ${name}`);
		}
	}

	#append(table: TableName, ipc: Uint8Array): void {
		if (this.isFull) throw new AppError('storage-full', 'The disk is full.');
		if (table === 'analyses') {
			for (const row of decodeRows(table, ipc)) this.analyses.set(row.trajectory_id, row);
		} else if (table === 'verdicts') {
			for (const row of decodeRows(table, ipc)) this.verdicts.set(row.trajectory_id, row);
		} else if (table === 'pairwise_bounds') {
			for (const row of decodeRows(table, ipc)) this.bounds.set(`${row.a_id}|${row.b_id}`, row);
		} else if (table === 'pairwise') {
			for (const row of decodeRows(table, ipc)) this.pairs.set(`${row.a_id}|${row.b_id}`, row);
		}
	}
}
