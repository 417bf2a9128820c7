import 'vitest';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Where the model packages are: see package-server.ts. */
		modelOrigin: string;
	}
}
