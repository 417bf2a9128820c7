/** Small preferences of this browser. Lost preferences are no loss: failures are silent by intent. */
export type Theme = 'system' | 'light' | 'dark';

export interface Settings {
	theme(): Theme;
	setTheme(theme: Theme): void;
	lastProject(): string | null;
	setLastProject(id: string | null): void;
	/** Ids of commands, the latest first. */
	recentCommands(): readonly string[];
	setRecentCommands(ids: readonly string[]): void;
	/** The tour was shown once. */
	knowsTour(): boolean;
	setKnowsTour(): void;
}

const THEME_KEY = 'retort:theme';
const PROJECT_KEY = 'retort:last-project';
const RECENT_KEY = 'retort:recent-commands';
const TOUR_KEY = 'retort:tour';
/** A preference is short; whatever else stands there is no preference of ours. */
const MAX_CHARS = 10_000;
/** Stands between ids; a name in an id may hold anything else. */
const SEPARATOR = '\n';

/** As much of the browser's storage as is needed here. */
export interface SettingsStorage {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
	removeItem(key: string): void;
}

export function createSettings(storage: () => SettingsStorage): Settings {
	const read = (key: string): string | null => {
		try {
			const value = storage().getItem(key);
			return value !== null && value.length <= MAX_CHARS ? value : null;
		} catch {
			return null; // Storage is blocked: defaults serve.
		}
	};
	const write = (key: string, value: string | null): void => {
		try {
			if (value === null) storage().removeItem(key);
			else storage().setItem(key, value);
		} catch {
			// Storage is blocked or full: the preference lasts for this visit only.
		}
	};
	return {
		theme: () => {
			const value = read(THEME_KEY);
			return value === 'light' || value === 'dark' ? value : 'system';
		},
		setTheme: (theme) => write(THEME_KEY, theme === 'system' ? null : theme),
		lastProject: () => read(PROJECT_KEY),
		setLastProject: (id) => write(PROJECT_KEY, id),
		recentCommands: () => (read(RECENT_KEY) ?? '').split(SEPARATOR).filter((id) => id !== ''),
		setRecentCommands: (ids) => write(RECENT_KEY, ids.join(SEPARATOR)),
		knowsTour: () => read(TOUR_KEY) !== null,
		setKnowsTour: () => write(TOUR_KEY, 'shown')
	};
}
