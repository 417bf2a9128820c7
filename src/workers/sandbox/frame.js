/*
 * Runs inside of a frame with an opaque origin (docs/decisions/025-code-sandbox.md): no storage, no network,
 * nobody's DOM. It holds what the interpreters are made of and starts a worker for each answer. This text is
 * put into the frame as it stands here, and the policy names its hash.
 */
(() => {
	'use strict';
	let page = null;
	let allowed = '';
	const parts = new Map();
	const workers = new Map();

	// The page's policy comes along, and wants a policy of this name for the address of a script.
	globalThis.trustedTypes?.createPolicy('default', {
		createScriptURL(address) {
			if (address === allowed) return address;
			throw new TypeError('not a worker of the sandbox');
		}
	});

	/** `port`: where the guest's page end is; null for a worker that only makes a snapshot. */
	function start(language, port) {
		const { url, module, files, snapshot } = parts.get(language);
		allowed = url;
		const worker = new Worker(url);
		allowed = '';
		worker.postMessage({ module, files, snapshot, port }, port === null ? [] : [port]);
		return worker;
	}

	const deeds = {
		async parts({ language, script, wasm, files }) {
			parts.set(language, {
				url: URL.createObjectURL(new Blob([script], { type: 'text/javascript' })),
				module: await WebAssembly.compile(wasm),
				files,
				snapshot: null
			});
		},
		/** One worker that never sees a guest gives the memory that later ones begin with. */
		prepare({ language }) {
			return new Promise((resolve, reject) => {
				const worker = start(language, null);
				worker.onmessage = ({ data }) => {
					worker.terminate();
					parts.get(language).snapshot = data.snapshot ?? null;
					resolve(data.snapshot != null);
				};
				worker.onerror = ({ message }) => reject(new Error(`it did not start: ${message}`));
			});
		},
		start({ language, worker, port }) {
			const started = start(language, port);
			workers.set(worker, started);
			started.onerror = (event) =>
				page.postMessage({ died: worker, message: String(event.message) });
		},
		end({ worker }) {
			workers.get(worker)?.terminate();
			workers.delete(worker);
		},
		ping: () => true
	};

	addEventListener('message', ({ source, ports, data }) => {
		if (page !== null || source !== parent || data !== 'connect' || ports.length !== 1) return;
		page = ports[0];
		page.onmessage = async ({ data: { id, deed, ...rest } }) => {
			try {
				page.postMessage({ id, value: await deeds[deed](rest) });
			} catch (error) {
				page.postMessage({ id, failure: String(error) });
			}
		};
		page.postMessage({ id: 0 });
	});
})();
