import type { ReplayReport } from './replay.ts';

/** What a person should know about a project that was just opened; empty where all is well. */
export function openNotices(
	report: ReplayReport,
	isReadOnly: boolean,
	importNotice: string
): readonly string[] {
	const notices = [importNotice];
	if (isReadOnly) {
		notices.push(
			'This project is open in another tab. Here it is read only, as it was when you opened it. ' +
				'To change it here, close the project or the tab there.'
		);
	} else if (report.tornBytes > 0) {
		notices.push(
			// An end that is damaged looks like one that was never written, so nothing is promised about it.
			`The last write was cut short or damaged, and ${bytesText(report.tornBytes)} of it were removed. ` +
				'Everything that was saved before it is here.'
		);
	}
	if (report.skippedBytes > 0) {
		notices.push(
			`The disk damaged ${bytesText(report.skippedBytes)} of this project; they were passed over. ` +
				'Everything else is here. Export the project to have a copy.'
		);
	}
	if (report.foreignFrames.length > 0) {
		notices.push(
			`${report.foreignFrames.length} records were written by another version of Retort. ` +
				'They are kept, and not shown.'
		);
	}
	return notices.filter((notice) => notice !== '');
}

/** In a tab that only reads, an unfinished frame is the other tab's write, not a loss. */
export function bytesLost(report: ReplayReport, isReadOnly: boolean): number {
	return report.skippedBytes + (isReadOnly ? 0 : report.tornBytes);
}

function bytesText(bytes: number): string {
	return bytes === 1 ? '1 byte' : `${bytes.toLocaleString('en')} bytes`;
}
