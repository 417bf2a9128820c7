/** Small preferences of this browser. Lost preferences are no loss: failures are silent by intent. */
export type Theme = 'system' | 'light' | 'dark';

export interface Settings {
	theme(): Theme;
	setTheme(theme: Theme): void;
	lastProject(): string | null;
	setLastProject(id: string | null): void;
}

const THEME_KEY = 'retort:theme';
const PROJECT_KEY = 'retort:last-project';

export function createSettings(storage: () => Storage): Settings {
	const read = (key: string): string | null => {
		try {
			return storage().getItem(key);
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
		setLastProject: (id) => write(PROJECT_KEY, id)
	};
}
