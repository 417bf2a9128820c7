import type { Stratum } from '../../core/review/stratum.ts';

/** Why something is in the queue, in words. */
export const STRATUM_NAMES: Readonly<Record<Stratum, string>> = {
	differ: 'Graders differ',
	unsure: 'The rule is unsure',
	agreed: 'Nobody contradicts'
};
