import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What no page of the app may do: collected while a test runs, asserted empty at its end. */
export interface Complaints {
	/** Requests to a host that is not on the test's list. */
	readonly foreignRequests: string[];
	readonly consoleErrors: string[];
	/** What the Content Security Policy refused. */
	readonly policyViolations: string[];
	readonly dialogs: string[];
}

const REPORT = 'reportPolicyViolation';

/**
 * Listens to all pages of this page's context.
 * @param hosts origins that may be asked, and no other: that of the app, and where a test loads models those of their servers
 */
export async function watch(page: Page, ...hosts: readonly string[]): Promise<Complaints> {
	const complaints: Complaints = {
		foreignRequests: [],
		consoleErrors: [],
		policyViolations: [],
		dialogs: []
	};
	const context = page.context();
	const isAllowed = (url: string): boolean =>
		/^(?:blob|data):/.test(url) || hosts.includes(new URL(url).origin);
	context.on('request', (request) => {
		if (!isAllowed(request.url())) complaints.foreignRequests.push(request.url());
	});
	page.on('websocket', (socket) => complaints.foreignRequests.push(socket.url()));
	page.on('console', (message) => {
		const text = message.text();
		if (/content security policy|trusted ?types/i.test(text))
			complaints.policyViolations.push(text);
		if (message.type() === 'error') complaints.consoleErrors.push(text);
	});
	page.on('pageerror', (error) => complaints.consoleErrors.push(String(error)));
	page.on('dialog', (dialog) => {
		// The browser's own question before a page is left, for the test to answer.
		if (dialog.type() === 'beforeunload') return;
		complaints.dialogs.push(dialog.message());
		void dialog.dismiss();
	});
	await context.exposeBinding(REPORT, (_, text: string) => complaints.policyViolations.push(text));
	await context.addInitScript(
		`addEventListener('securitypolicyviolation', (event) =>
			${REPORT}(event.effectiveDirective + ' refused ' + event.blockedURI + ' ' + event.sample));`
	);
	return complaints;
}

/** Nothing ran that should not, nobody else was asked, nothing was refused, nothing failed. */
export function expectNoComplaints(...all: readonly Complaints[]): void {
	for (const complaints of all) {
		// A log of failures keeps the message, not the difference.
		expect(complaints, JSON.stringify(complaints)).toEqual({
			foreignRequests: [],
			consoleErrors: [],
			policyViolations: [],
			dialogs: []
		});
	}
}
