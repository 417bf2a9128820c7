import { afterEach, describe, expect, it, vi } from 'vitest';
import {
	installScriptPolicy,
	SCRIPT_POLICY,
	scriptAddress
} from '../../../src/lib/protocol/script-policy.ts';

const FOLDER = 'https://host.example/people/me/retort/';

afterEach(() => vi.unstubAllGlobals());

describe('the policy for addresses of scripts', () => {
	it.each([
		['assets/db-worker-1a2b3c4d.js', `${FOLDER}assets/db-worker-1a2b3c4d.js`],
		[`${FOLDER}service-worker.js`, `${FOLDER}service-worker.js`]
	])('lets %s pass', (address, href) => {
		expect(scriptAddress(address, FOLDER)).toBe(href);
	});

	it.each([
		'https://evil.example/x.js',
		'//evil.example/x.js',
		'/people/somebody-else/x.js',
		'../retort-evil/x.js',
		'%2e%2e/x.js',
		'data:text/javascript,window.ran=1',
		'blob:https://host.example/1',
		'javascript:window.ran=1',
		'\\\\evil.example/x.js'
	])('refuses %s', (address) => {
		expect(() => scriptAddress(address, FOLDER)).toThrow(TypeError);
	});

	it('is the only thing that it makes, under the name that the header allows', () => {
		const createPolicy = vi.fn();
		vi.stubGlobal('trustedTypes', { createPolicy });
		installScriptPolicy(FOLDER);
		expect(createPolicy).toHaveBeenCalledExactlyOnceWith(SCRIPT_POLICY, {
			createScriptURL: expect.any(Function) as unknown
		});
	});

	it('is missing where the browser has no Trusted Types', () => {
		vi.stubGlobal('trustedTypes', undefined);
		expect(() => installScriptPolicy(FOLDER)).not.toThrow();
	});
});
