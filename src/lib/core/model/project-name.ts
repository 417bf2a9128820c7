import { showHidden } from '../reading/hidden-characters.ts';

const MAX_CHARS = 200;

/** A name as lists and tabs can hold it: what is typed, or what a file says of itself. */
export function projectName(text: string): string {
	const name = showHidden(text).trim().slice(0, MAX_CHARS).trim();
	return name === '' ? 'Untitled project' : name;
}
