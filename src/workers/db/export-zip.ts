import { storedZip } from '../../lib/core/export/stored-zip.ts';
import type { WrittenFile } from './export-sink.ts';

/**
 * All files as one archive, or null where they are too large for one. It refers to the files where they lie:
 * nothing is copied, so it costs neither time nor space.
 */
export function zipOf(name: string, files: readonly WrittenFile[]): File | null {
	const zip = storedZip(files);
	if (zip === null) return null;
	const content = files.flatMap(({ file }, i) => [zip.headers[i]!, file]);
	return new File([...content, zip.directory], name, { type: 'application/zip' });
}
