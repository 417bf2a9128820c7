import { describe, expect, it } from 'vitest';
import type { OfflineClient, OfflineListener } from '../../../src/lib/services/offline-client.ts';
import { OfflineState } from '../../../src/lib/state/offline-state.svelte.ts';

class FakeClient implements OfflineClient {
	listener: OfflineListener | null = null;
	reloads = 0;

	async start(listener: OfflineListener): Promise<void> {
		this.listener = listener;
	}
	reload(): void {
		this.reloads++;
	}
}

async function started() {
	const client = new FakeClient();
	const state = new OfflineState(client);
	await state.start();
	return { client, state, listener: client.listener! };
}

describe('the page without a network', () => {
	it('claims nothing before everything is kept', async () => {
		const { state, listener } = await started();
		expect(state.isReady).toBe(false);
		listener.onReady();
		expect(state.isReady).toBe(true);
	});

	it('offers a new version, and reloads only when asked', async () => {
		const { client, state, listener } = await started();
		expect(state.offersUpdate).toBe(false);
		listener.onUpdate();
		expect(state.offersUpdate).toBe(true);
		expect(client.reloads).toBe(0);
		state.reload();
		expect(client.reloads).toBe(1);
	});

	it('does not ask again once it was put off', async () => {
		const { client, state, listener } = await started();
		listener.onUpdate();
		state.postpone();
		listener.onUpdate();
		expect(state.offersUpdate).toBe(false);
		expect(client.reloads).toBe(0);
	});
});
