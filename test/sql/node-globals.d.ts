/** Node has the value but its types lack the interface, which protocol/db-api.ts names. */
type MessagePort = import('node:worker_threads').MessagePort;

/** What vite/client declares too; that file would bring the DOM into code that must run in Node. */
interface ImportMeta {
	glob<T>(
		pattern: string,
		options: { readonly query: '?raw'; readonly import: 'default'; readonly eager: true }
	): Record<string, T>;
}
