import { proxy, transfer } from 'comlink';
import type { DbApi } from '../protocol/db-api.ts';
import type { DbClient } from './db-client.ts';

/** What the states speak: DbApi without the ports, which only the services hand out. */
export type PageDb = Omit<DbApi, 'connect' | 'appendArrow' | 'appendTracks' | 'tracks'>;

/** The database worker as an ordinary object: callbacks are proxied, calls race the worker's death. */
export function remoteDb(client: DbClient): PageDb {
	return {
		start: () => client.start(),
		watch: (onChange) => void client.watch(onChange),
		projects: () => client.call((api) => api.projects()),
		createProject: (name) => client.call((api) => api.createProject(name)),
		openProject: (id, onProgress) => client.openProject(id, onProgress),
		whenWritable: () => client.call((api) => api.whenWritable()),
		closeProject: () => client.call((api) => api.closeProject()),
		renameProject: (name) => client.call((api) => api.renameProject(name)),
		deleteProject: (id) => client.call((api) => api.deleteProject(id)),
		exportProject: (onProgress) => client.call((api) => api.exportProject(proxy(onProgress))),
		importProject: (file, onProgress) =>
			client.call((api) => api.importProject(file, proxy(onProgress))),
		cancelProjectWork: () => void client.call((api) => api.cancelProjectWork()),
		storage: () => client.call((api) => api.storage()),
		compact: (onProgress) => client.call((api) => api.compact(proxy(onProgress))),
		dataVersion: () => client.call((api) => api.dataVersion()),
		append: (table, rows) => client.call((api) => api.append(table, rows)),
		track: (trajectoryId, scorer) => client.call((api) => api.track(trajectoryId, scorer)),
		query: (name, params) => client.call((api) => api.query(name, params)),
		sqlOf: (name, params) => client.call((api) => api.sqlOf(name, params)),
		consoleRun: (sql) => client.call((api) => api.consoleRun(sql)),
		consoleCancel: () => client.call((api) => api.consoleCancel()),
		consoleRows: (offset, limit, chars) =>
			client.call((api) => api.consoleRows(offset, limit, chars)),
		consoleValues: (columns, limit) => client.call((api) => api.consoleValues(columns, limit)),
		consoleFile: (format) => client.call((api) => api.consoleFile(format)),
		consoleExamples: () => client.call((api) => api.consoleExamples()),
		curate: (recipe) => client.call((api) => api.curate(recipe)),
		stageSql: (stage) => client.call((api) => api.stageSql(stage)),
		exportDataset: (recipe, options, onProgress, port) =>
			client.call((api) =>
				port === undefined
					? api.exportDataset(recipe, options, proxy(onProgress))
					: api.exportDataset(recipe, options, proxy(onProgress), transfer(port, [port]))
			),
		checkTemplate: (recipe, options, onProgress, port) =>
			client.call((api) =>
				api.checkTemplate(recipe, options, proxy(onProgress), transfer(port, [port]))
			),
		selectedExample: (recipe, options, index) =>
			client.call((api) => api.selectedExample(recipe, options, index)),
		cancelExport: () => void client.call((api) => api.cancelExport())
	};
}
