import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';

/** What speed depends on; nothing that tells whose machine it is. */
export interface Machine {
	readonly cpu: string;
	readonly cores: number;
	readonly memoryGiB: number;
	/** 'Linux 6.12 x64'. */
	readonly system: string;
	readonly node: string;
}

export function thisMachine(): Machine {
	const processors = cpus();
	return {
		cpu: processors[0]?.model.trim() ?? 'unknown',
		cores: processors.length,
		memoryGiB: Math.round(totalmem() / 2 ** 30),
		system: `${type()} ${/^\d+\.\d+/.exec(release())?.[0] ?? ''} ${arch()}`,
		node: process.versions.node
	};
}

/** Programs that wanted a core in the minute before; 0 on Windows, which does not tell. */
export function loadBefore(): number {
	return Number(loadavg()[0]!.toFixed(1));
}
