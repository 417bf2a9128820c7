/// <reference types="node" />

/**
 * Starts a watch of this process' time on the processor, and gives what reads it, in milliseconds. For what must not
 * take more than linear time: unlike the clock's, this time does not grow while others use the machine.
 */
export function startCpuTimer(): () => number {
	const startedAt = process.cpuUsage();
	return () => {
		const { user, system } = process.cpuUsage(startedAt);
		return (user + system) / 1_000;
	};
}
