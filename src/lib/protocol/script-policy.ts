/**
 * Trusted Types: under `require-trusted-types-for 'script'` a string is no address of a script. Workers and the
 * service worker are started with strings, by Vite and by libraries, so the policy called 'default' looks at
 * each: only files of this page's own folder pass. It makes no HTML and no script, so a string that becomes
 * either is refused by the browser.
 */
export const SCRIPT_POLICY = 'default';

/** TypeScript's library does not know the interface yet. */
interface PolicyFactory {
	createPolicy(
		name: string,
		rules: { readonly createScriptURL: (address: string) => string }
	): unknown;
}

/** @param folder what the addresses stand in, absolute, with a slash at its end */
export function installScriptPolicy(folder: string): void {
	const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
	trustedTypes?.createPolicy(SCRIPT_POLICY, {
		createScriptURL: (address) => scriptAddress(address, folder)
	});
}

/** @throws TypeError where the script stands elsewhere */
export function scriptAddress(address: string, folder: string): string {
	const { href } = new URL(address, folder);
	if (href.startsWith(folder)) return href;
	throw new TypeError(`no script of this page: ${href.slice(0, 200)}`);
}
