/** How much each metric counts, by metric; what is not named counts nothing. Whole numbers up to MAX_WEIGHT. */
export type Weights = Readonly<Record<string, number>>;

export const PRESETS = ['ded', 'rsr', 'accuracy'] as const;
export type Preset = (typeof PRESETS)[number];

/** What the teachers are placed by. */
export interface View {
	/** 'own' where a person set the weights. */
	readonly preset: Preset | 'own';
	readonly weights: Weights;
	/** What this view rests on, and what takes the place of a metric that nobody has. */
	readonly note: string;
}

export const MAX_WEIGHT = 10;
/** The weight of each metric of a preset. */
const PRESET_WEIGHT = 5;

/**
 * The view of a preset.
 *
 * @param isMeasured whether any of the teachers has this metric
 */
export function presetView(preset: Preset, isMeasured: (metric: string) => boolean): View {
	if (preset === 'accuracy') {
		return view(
			preset,
			['accuracy'],
			'Accuracy alone. The best scorer is not always the best teacher.'
		);
	}
	if (preset === 'rsr') {
		const note = isMeasured('rsr')
			? 'The Rank-Surprisal Ratio under the student alone.'
			: 'The Rank-Surprisal Ratio alone, and no student has been measured: this view places nobody yet.';
		return view(preset, ['rsr'], note);
	}
	return dedView(isMeasured('entropy'), isMeasured('smoke-test'));
}

/** DED asks for token entropy and the smoke test; accuracy stands in, and the note says so. */
function dedView(hasEntropy: boolean, hasSmokeTest: boolean): View {
	if (hasEntropy && hasSmokeTest) {
		return view('ded', ['entropy', 'smoke-test'], 'Token entropy and the smoke test, half each.');
	}
	if (hasEntropy) {
		const note = 'No smoke test has been run: accuracy takes its place beside token entropy.';
		return view('ded', ['entropy', 'accuracy'], note);
	}
	if (hasSmokeTest) {
		const note = 'No teacher has a token entropy: the smoke test stands alone.';
		return view('ded', ['smoke-test'], note);
	}
	const note =
		'There is neither token entropy nor a smoke test: accuracy stands alone here, and DED finds that it does not pick the teacher.';
	return view('ded', ['accuracy'], note);
}

function view(preset: Preset, metrics: readonly string[], note: string): View {
	const weights = Object.fromEntries(metrics.map((metric) => [metric, PRESET_WEIGHT]));
	return { preset, weights, note };
}

export function ownView(weights: Weights): View {
	const isEmpty = weightedMetrics(weights).length === 0;
	const note = isEmpty ? 'No metric has a weight: this view places nobody.' : 'Your own weights.';
	return { preset: 'own', weights, note };
}

/** Metrics that count, in the order of the weights. */
export function weightedMetrics(weights: Weights): string[] {
	return Object.keys(weights).filter((metric) => weights[metric]! > 0);
}

/** The share of the view that a metric makes up, 0 to 1. */
export function weightShare(weights: Weights, metric: string): number {
	const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
	return total === 0 ? 0 : (weights[metric] ?? 0) / total;
}

const NONE = 'none';

/** For the URL, in signs that it keeps as they are: `accuracy*5.rsr*2`. */
export function weightsText(weights: Weights): string {
	const metrics = weightedMetrics(weights).sort();
	return metrics.map((metric) => `${metric}*${weights[metric]!}`).join('.') || NONE;
}

/** What cannot be read is left out; null for no text at all. */
export function parseWeights(text: string): Weights | null {
	if (text === '') return null;
	const pairs = text.split('.').flatMap((part): [string, number][] => {
		const [metric = '', weight = ''] = part.split('*', 2);
		if (!/^[a-z][a-z0-9@-]*$/.test(metric) || !/^\d{1,3}$/.test(weight)) return [];
		return [[metric, Math.min(MAX_WEIGHT, Number(weight))]];
	});
	return Object.fromEntries(pairs.filter(([, weight]) => weight > 0));
}

/** The view that the parameters of a URL tell of; DED where they tell of none. */
export function readView(
	{ preset, weights }: { readonly preset: string; readonly weights: string },
	isMeasured: (metric: string) => boolean
): View {
	const own = parseWeights(weights);
	if (own !== null) return ownView(own);
	return presetView(PRESETS.find((name) => name === preset) ?? 'ded', isMeasured);
}
