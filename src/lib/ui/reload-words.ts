/** What goes on in the page while a person may reload it. */
export interface GoingOn {
	/** The browser offers no storage. */
	readonly isInMemory: boolean;
	readonly isRunning: boolean;
	readonly isImporting: boolean;
	readonly isChecking: boolean;
	/** The student reads, the map is drawn, an export is written. */
	readonly isBusy: boolean;
}

/** What a reload costs, as a sentence; '' where it costs nothing. */
export function reloadWords(now: GoingOn): string {
	if (now.isInMemory) {
		return 'This browser keeps nothing beyond a reload: export the project file first.';
	}
	if (now.isImporting) {
		return 'An import is going on. What is saved is safe; after the reload import the file again, and nothing is there twice.';
	}
	if (now.isRunning) {
		return 'A run is going on. What is saved is safe, and the run goes on after the reload.';
	}
	if (now.isBusy) {
		return 'Work is going on. What is saved is safe; start the rest again after the reload.';
	}
	if (now.isChecking) {
		return 'Answers are being checked. What is saved is safe, and the rest is checked after the reload.';
	}
	return '';
}
