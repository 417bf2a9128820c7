/**
 * A file as the journal needs it: the synchronous half of FileSystemSyncAccessHandle. Memory and
 * OPFS implement it, and so do the broken disks of the tests.
 */
export interface RandomAccessFile {
	/** Bytes. */
	size(): number;
	/** Fills `into` from offset `at`; returns the bytes read, fewer only at the end of the file. */
	read(into: Uint8Array, at: number): number;
	/** Returns the bytes written; a full disk may write fewer, or throw. */
	write(bytes: Uint8Array, at: number): number;
	truncate(bytes: number): void;
	/** Returns when everything written is on the disk. */
	flush(): void;
	close(): void;
}
