/**
 * What helps a run that nobody watches: the machine stays awake, and a notification tells of the end.
 * Both are comfort: where the browser refuses them, the run goes on without.
 */
export interface Unattended {
	/** Keeps the screen on, and with it the machine; returns the function that lets it sleep again. */
	keepAwake(): () => void;
	/** Why no notification can be shown, as a sentence; '' where it can, or where a click may allow it. */
	notificationProblem(): string;
	/** Asks the person; only ever after a click. Answers whether notifications are allowed now. */
	allowNotifications(): Promise<boolean>;
	notify(title: string, text: string): void;
}

export function createUnattended(): Unattended {
	return { keepAwake, notificationProblem, allowNotifications, notify };
}

/** A browser drops the lock when the tab is hidden; it is taken again when the tab comes back. */
function keepAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	let ended = false;
	const take = async (): Promise<void> => {
		if (ended || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		if (lock && !lock.released) return;
		try {
			lock = await navigator.wakeLock.request('screen');
			if (ended) await lock.release();
		} catch {
			// Battery saver or policy: the machine may sleep, and the run goes on afterwards.
		}
	};
	const retake = (): void => void take();
	document.addEventListener('visibilitychange', retake);
	void take();
	return () => {
		ended = true;
		document.removeEventListener('visibilitychange', retake);
		void lock?.release().catch(() => undefined);
	};
}

function notificationProblem(): string {
	if (!('Notification' in globalThis)) return 'This browser shows no notifications.';
	if (Notification.permission === 'denied') {
		return 'Notifications of this page are blocked; allow them in the settings of the browser.';
	}
	return '';
}

async function allowNotifications(): Promise<boolean> {
	if (notificationProblem() !== '') return false;
	try {
		return (await Notification.requestPermission()) === 'granted';
	} catch {
		return false; // Not allowed in this frame or over this connection.
	}
}

function notify(title: string, text: string): void {
	if (notificationProblem() !== '' || Notification.permission !== 'granted') return;
	try {
		new Notification(title, { body: text });
	} catch {
		// Some browsers on phones allow it only to service workers; the page itself shows the end too.
	}
}
