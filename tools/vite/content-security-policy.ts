import type { Plugin } from 'vite';
import { FRAME_SCRIPT_HASH } from '../../src/lib/protocol/sandbox-policy.ts';
import { SCRIPT_POLICY } from '../../src/lib/protocol/script-policy.ts';

/**
 * What the page and its workers may load and run. The one source: the meta tag of the built page, the
 * `_headers` beside it and what docs/hosting.md gives for other hosts are all made from it or held to it.
 *
 * `connect-src https:` is for models and for files by address. Styles are inline only inside charts and
 * formulas, fonts are those of formulas. 'wasm-unsafe-eval' compiles WebAssembly and allows no eval().
 * The hash, `frame-src` and `blob:` workers are for the sandbox that runs code of others: a frame made here has
 * this policy and a narrower one of its own (docs/decisions/025). In the page itself Trusted Types refuse a
 * worker of `blob:`, and no other inline script has that hash.
 * `trusted-types` names who may hand a string to the browser as HTML or as the address of a script:
 * Svelte its own templates, DOMPurify what it parses, and we the workers (protocol/script-policy.ts).
 */
const DIRECTIVES = [
	"default-src 'none'",
	`script-src 'self' 'wasm-unsafe-eval' '${FRAME_SCRIPT_HASH}'`,
	"worker-src 'self' blob:",
	'frame-src blob:',
	"connect-src 'self' https:",
	"style-src 'self' 'unsafe-inline'",
	"img-src 'self' data: blob:",
	"font-src 'self'",
	"manifest-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"require-trusted-types-for 'script'",
	`trusted-types ${SCRIPT_POLICY} svelte-trusted-html dompurify`
];

export const PAGE_POLICY = DIRECTIVES.join('; ');

/** A meta tag cannot say who may put the page into a frame; a header can. */
const HEADER_POLICY = `${PAGE_POLICY}; frame-ancestors 'none'`;

/** What a host should send with every file. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
	'Content-Security-Policy': HEADER_POLICY,
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer'
};

/** `_headers`, as Netlify, Cloudflare Pages and others read it. */
export function headersFile(): string {
	const lines = Object.entries(SECURITY_HEADERS).map(([name, value]) => `  ${name}: ${value}`);
	return [
		'/*',
		...lines,
		'/assets/*',
		'  Cache-Control: public, max-age=31536000, immutable',
		''
	].join('\n');
}

/** The same for nginx, where `add_header` stands in a server block. */
export function nginxHeaders(): string {
	return Object.entries(SECURITY_HEADERS)
		.map(([name, value]) => `add_header ${name} "${value}";`)
		.join('\n');
}

/** Puts the policy into the built page only: Vite's development server needs inline scripts. */
export function contentSecurityPolicy(): Plugin {
	return {
		name: 'content-security-policy',
		apply: 'build',
		transformIndexHtml: () => [
			{
				tag: 'meta',
				attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
				injectTo: 'head-prepend'
			}
		],
		generateBundle() {
			this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
		}
	};
}
