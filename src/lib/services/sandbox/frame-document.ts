import { SANDBOX_POLICY } from '../../protocol/sandbox-policy.ts';

/** The whole document of the frame: a policy and the script that the policy names by its hash. */
export function frameDocument(script: string): string {
	return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${SANDBOX_POLICY}"><title>Sandbox</title><script>${script}</script>`;
}
