import type { AppState } from '../../state/app-state.svelte.ts';
import { download } from '../download.ts';

/** Writes the open project as one file and hands it to the browser's downloads. */
export async function saveProjectFile({ messages, project }: AppState): Promise<void> {
	const file = await messages.guard(() => project.exportFile());
	if (file) download(file, file.name);
}
