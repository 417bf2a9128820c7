/** Parameters of a place, as the router takes them. */
type Params = Readonly<Record<string, string>>;

/** What of a teacher's trajectories stands behind a metric: filters and order of the Trajectories place. */
const BEHIND: Readonly<Record<string, Params>> = {
	accuracy: { verdict: 'correct' },
	unverifiable: { verdict: 'unverifiable' },
	truncated: { format: 'truncated' },
	'format-ok': { format: 'malformed' },
	tokens: { sort: '-tokens' },
	characters: { sort: '-chars' },
	words: { sort: '-chars' },
	repetition: { sort: '-repetition' },
	entropy: { sort: '-entropy' },
	surprisal: { sort: '-surprisal' },
	rsr: { sort: '-rsr' },
	'compression-ratio': { sort: '-repetition' }
};

/** Parameters of the Trajectories place. Metrics that it cannot filter by lead to all of the teacher's. */
export function behindMetric(metric: string, teacherId: string): Params {
	const params = Object.hasOwn(BEHIND, metric) ? BEHIND[metric] : undefined;
	return { teachers: teacherId, ...params };
}
