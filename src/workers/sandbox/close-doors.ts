/**
 * What leads out of a worker. The policy of the frame refuses the network and its opaque origin the storage;
 * this takes away the names as well, and the worker's own way of speaking, so that nobody speaks in its name.
 */
const DOORS = [
	'fetch',
	'XMLHttpRequest',
	'WebSocket',
	'WebSocketStream',
	'WebTransport',
	'EventSource',
	'importScripts',
	'indexedDB',
	'caches',
	'cookieStore',
	'BroadcastChannel',
	'Worker',
	'SharedWorker',
	'MessageChannel',
	'Notification',
	'navigator',
	'location',
	'crossOriginIsolated',
	'postMessage',
	'close',
	'onmessage',
	'addEventListener',
	'removeEventListener',
	'dispatchEvent',
	'webkitRequestFileSystem',
	'webkitRequestFileSystemSync',
	'webkitResolveLocalFileSystemURL',
	'webkitResolveLocalFileSystemSyncURL'
];

export function closeDoors(): void {
	for (
		let holder: object | null = globalThis;
		holder !== null && holder !== Object.prototype;
		holder = Object.getPrototypeOf(holder) as object | null
	) {
		for (const name of DOORS) {
			const found = Object.getOwnPropertyDescriptor(holder, name);
			if (found?.configurable === true) Reflect.deleteProperty(holder, name);
		}
	}
	for (const name of DOORS) {
		if (name in globalThis) Reflect.defineProperty(globalThis, name, { value: undefined });
	}
}
