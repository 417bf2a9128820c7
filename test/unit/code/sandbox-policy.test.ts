import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FRAME_SCRIPT_HASH, SANDBOX_POLICY } from '../../../src/lib/protocol/sandbox-policy.ts';
import { frameDocument } from '../../../src/lib/services/sandbox/frame-document.ts';
import { sampleText } from '../../../tools/code-sample/rows.ts';

const text = (path: string): string =>
	readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

it('the policy names the script of the frame as it is', () => {
	const script = text('src/workers/sandbox/frame.js');
	const hash = createHash('sha256').update(script).digest('base64');
	expect(FRAME_SCRIPT_HASH).toBe(`sha256-${hash}`);
	// It becomes a part of a document.
	expect(script).not.toMatch(/<\/script|<!--/i);
	expect(frameDocument(script)).toContain(`<script>${script}</script>`);
});

it('the frame asks nobody and runs no text', () => {
	expect(SANDBOX_POLICY).toContain("default-src 'none'");
	expect(SANDBOX_POLICY).toContain("connect-src 'none'");
	expect(SANDBOX_POLICY).not.toMatch(/unsafe-eval'(?<!wasm-unsafe-eval')|unsafe-inline|https|\*/);
});

it('the sample is what its tool writes', () => {
	expect(text('static/samples/code/answers.jsonl')).toBe(sampleText());
});
