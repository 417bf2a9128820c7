/**
 * The one inline script that the page's policy lets run, and only in a frame: src/workers/sandbox/frame.js.
 * A test holds the hash to the file.
 */
export const FRAME_SCRIPT_HASH = 'sha256-TlYhoDDPXpeKqr9CAQ5R12uiLHJtCCrRFcAIbwPG7UA=';

/** What the frame allows itself; it has the page's policy too, and what both allow is allowed. */
export const SANDBOX_POLICY = [
	"default-src 'none'",
	`script-src '${FRAME_SCRIPT_HASH}' 'wasm-unsafe-eval'`,
	'worker-src blob:',
	"connect-src 'none'",
	"base-uri 'none'",
	"form-action 'none'"
].join('; ');
