/** Why the verifier and the verdict that came with the data differ. */
export const CATEGORIES = {
	'cut off':
		'The response stops at the token limit before it names an answer. The data calls it incorrect; the verifier does not judge what was not said.',
	'not a number':
		'The response answers a question for a number with words. The data calls it incorrect; the verifier cannot evaluate words and leaves them to a person.'
} as const;

export interface Disagreement {
	readonly data: 'gsm8k' | 'aime24';
	readonly question: string;
	readonly teacher: string;
	readonly category: keyof typeof CATEGORIES;
	/** The end of the response, or what it gives as its answer. */
	readonly evidence: string;
}

/** Every disagreement, looked at one by one. A test holds this list to what the verifier does. */
export const KNOWN_DISAGREEMENTS: readonly Disagreement[] = [
	{
		data: 'gsm8k',
		question: '5',
		teacher: '175b_finetuning',
		category: 'cut off',
		evidence: 'For the thirteenth glass Kylar needs to pay 5 * 1'
	},
	{
		data: 'gsm8k',
		question: '48',
		teacher: '175b_finetuning',
		category: 'cut off',
		evidence: '…333333333333 (endless decimals)'
	},
	{
		data: 'gsm8k',
		question: '150',
		teacher: '6b_finetuning',
		category: 'cut off',
		evidence: '…181818181818 (endless decimals)'
	},
	{
		data: 'gsm8k',
		question: '150',
		teacher: '175b_finetuning',
		category: 'cut off',
		evidence: '…181818181818 (endless decimals)'
	},
	{
		data: 'gsm8k',
		question: '162',
		teacher: '175b_finetuning',
		category: 'cut off',
		evidence: 'will be $41.472+$8.2944 = $<<41.472+8.'
	},
	{
		data: 'gsm8k',
		question: '593',
		teacher: '6b_finetuning',
		category: 'cut off',
		evidence: 'after 14 days: 32768 feet * 2 ='
	},
	{
		data: 'gsm8k',
		question: '633',
		teacher: '6b_finetuning',
		category: 'cut off',
		evidence: '…272727272727 (endless decimals)'
	},
	{
		data: 'gsm8k',
		question: '756',
		teacher: '175b_finetuning',
		category: 'cut off',
		evidence: 'Subtracting x from both'
	},
	{
		data: 'gsm8k',
		question: '931',
		teacher: '175b_finetuning',
		category: 'not a number',
		evidence: "A: 10+John's age"
	},
	{
		data: 'gsm8k',
		question: '936',
		teacher: '6b_finetuning',
		category: 'cut off',
		evidence: '<<1411900+20170=1432070>>1432070 pesos for an'
	},
	{
		data: 'gsm8k',
		question: '1264',
		teacher: '6b_verification',
		category: 'cut off',
		evidence: '796224000 * 4 = <<796224'
	}
];
