import 'vitest';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Where the model packages are: see package-server.ts. */
		modelOrigin: string;
	}
}

declare module 'vitest/internal/browser' {
	/** As much of the DevTools protocol as tests in a page use. */
	interface CDPSession {
		/** Without a size the limit is the browser's own. */
		send(
			method: 'Storage.overrideQuotaForOrigin',
			parameters: { readonly origin: string; readonly quotaSize?: number }
		): Promise<void>;
	}
}
