/** The files behind the database worker, reached the way a failing disk would reach them. */

/** The areas themselves stay: a running worker holds them. */
async function emptyFolder(area: FileSystemHandle): Promise<void> {
	const folder = area as FileSystemDirectoryHandle;
	for await (const name of folder.keys()) await folder.removeEntry(name, { recursive: true });
}

/** A worker that was just ended holds its files a moment longer, so this tries for a while. */
export async function clearStorage(): Promise<void> {
	const root = await navigator.storage.getDirectory();
	for (let attempt = 0; ; attempt++) {
		try {
			for await (const area of root.values()) await emptyFolder(area);
			return;
		} catch (error) {
			if (attempt === 100) throw error;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}

async function journalHandle(projectId: string): Promise<FileSystemFileHandle> {
	const root = await navigator.storage.getDirectory();
	const projects = await root.getDirectoryHandle('projects');
	const folder = await projects.getDirectoryHandle(projectId);
	for await (const [name, handle] of folder.entries()) {
		if (name.startsWith('journal-')) return handle as FileSystemFileHandle;
	}
	throw new Error(`no journal in ${projectId}`);
}

export async function journalOf(projectId: string): Promise<File> {
	return (await journalHandle(projectId)).getFile();
}

export async function rewriteJournal(
	projectId: string,
	change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>
): Promise<void> {
	const handle = await journalHandle(projectId);
	const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
	const writable = await handle.createWritable();
	await writable.write(change(bytes));
	await writable.close();
}
