import type { GenerateRequest } from '../../src/lib/core/generate/engine.ts';
import { DEFAULT_SAMPLING } from '../../src/lib/core/generate/sampling.ts';
import { DEFAULT_PROMPT, messagesFor } from '../../src/lib/core/run/teacher-settings.ts';

/** A response that must come out the same in Node and in Chromium: tools/roll-out-fixture.ts. */
export interface RollOutFixture {
	readonly model: string;
	readonly seed: number;
	readonly text: string;
	readonly finishReason: string;
	readonly tokens: number;
}

export const FIXTURE_MODELS = ['demo-terse', 'demo-careful', 'demo-hasty', 'demo-student'];
const QUESTIONS = [
	'Tom has 47 apples. Tom buys 38 more, then loses 29. How many apples does Tom have now?',
	'Each of 6 boxes holds 27 books. How many books are there in total?',
	'Mia has 85 coins. Mia gives away 19. How many coins are left?'
];

/** Mixed settings, so that every step of the sampler is on the way. */
export function fixtureRequests(): GenerateRequest[] {
	return QUESTIONS.flatMap((question, q) =>
		[
			{},
			{ temperature: 1.2, topP: 0.95 },
			{ topK: 12, repetitionPenalty: 1.05 },
			{ minP: 0.05, maxTokens: 40 }
		].map((settings, i) => ({
			messages: messagesFor('', DEFAULT_PROMPT, question),
			sampling: { ...DEFAULT_SAMPLING, maxTokens: 200, ...settings },
			seed: 1000 * q + i,
			thinking: 'default' as const
		}))
	);
}
