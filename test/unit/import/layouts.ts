/**
 * Layouts of data sets as people publish them. The fields are theirs, the contents are made up.
 * `parts` are [question, teacher, response] of the trajectories in order, `gold` of the first row.
 */
export interface Layout {
	readonly name: string;
	readonly fileName?: string;
	readonly rows: readonly object[];
	readonly shape: string;
	readonly gold: string | null;
	readonly domain?: string;
	readonly parts: readonly (readonly [string, string, string])[];
	readonly reasoning?: string;
}

const LONG = 'Okay, so let me work this out step by step and check it. '.repeat(40);
const THINK = '<think>\nTwo and two make four.\n</think>\n\nThe answer is \\boxed{4}.';
const THOUGHT =
	'<|begin_of_thought|>\n\n2 + 2 = 4.\n\n<|end_of_thought|>\n\n<|begin_of_solution|>\n\n4\n\n<|end_of_solution|>';
const REASONING = 'The sum of two and two is four, because counting on gives three, four.';
const Q = 'What is 2 + 2?';

export const LAYOUTS: readonly Layout[] = [
	{
		name: 'GSM8K questions with a worked answer',
		rows: [{ question: Q, answer: '2+2=<<2+2=4>>4\n#### 4' }],
		shape: 'questions',
		gold: '2+2=<<2+2=4>>4\n#### 4',
		parts: []
	},
	{
		name: 'GSM8K model solutions',
		rows: [
			{
				question: Q,
				ground_truth: 'A: 4',
				'6b_finetuning': { is_correct: false, solution: 'A: 5' },
				'175b_finetuning': { is_correct: true, solution: 'A: 4' }
			}
		],
		shape: 'models-in-row',
		gold: 'A: 4',
		parts: [
			[Q, '6b_finetuning', 'A: 5'],
			[Q, '175b_finetuning', 'A: 4']
		]
	},
	{
		name: 'AIME with checkpoints',
		rows: [
			{
				question_id: 'aime-1',
				question: Q,
				answer: '4',
				teacher: 'ckpt-7',
				response: THOUGHT,
				reference_correct: true
			}
		],
		shape: 'prompt-response',
		gold: '4',
		parts: [[Q, 'ckpt-7', THOUGHT]]
	},
	{
		name: 'OpenThoughts-114k',
		fileName: 'train-00000.jsonl',
		rows: [
			{
				system: 'Your role is to think.',
				conversations: [
					{ from: 'user', value: Q },
					{ from: 'assistant', value: THOUGHT }
				]
			}
		],
		shape: 'conversations',
		gold: null,
		parts: [[Q, 'train-00000', THOUGHT]]
	},
	{
		name: 'ShareGPT with human and gpt',
		fileName: 'sharegpt_v3.json',
		rows: [
			{
				id: 'x1',
				conversations: [
					{ from: 'system', value: 'Be brief.' },
					{ from: 'human', value: Q },
					{ from: 'gpt', value: '4.' }
				]
			}
		],
		shape: 'conversations',
		gold: null,
		parts: [[Q, 'sharegpt_v3', '4.']]
	},
	{
		name: 'OpenAI fine-tuning messages',
		fileName: 'gpt-4o.jsonl',
		rows: [
			{
				messages: [
					{ role: 'system', content: 'You are a tutor.' },
					{ role: 'user', content: Q },
					{ role: 'assistant', content: '4' }
				]
			}
		],
		shape: 'messages',
		gold: null,
		parts: [[Q, 'gpt-4o', '4']]
	},
	{
		name: 'messages with reasoning_content',
		fileName: 'deepseek.jsonl',
		rows: [
			{
				messages: [
					{ role: 'user', content: [{ type: 'text', text: Q }] },
					{ role: 'assistant', content: '4', reasoning_content: REASONING }
				],
				source: 'arithmetic'
			}
		],
		shape: 'messages',
		gold: null,
		domain: 'arithmetic',
		parts: [[Q, 'deepseek', '4']],
		reasoning: REASONING
	},
	{
		name: 'Mixture-of-Thoughts',
		fileName: 'math.parquet',
		rows: [
			{
				messages: [
					{ role: 'user', content: Q },
					{ role: 'assistant', content: THINK }
				],
				num_tokens: 120,
				source: 'open-r1/OpenR1-Math'
			}
		],
		shape: 'messages',
		gold: null,
		domain: 'open-r1/OpenR1-Math',
		parts: [[Q, 'math', THINK]]
	},
	{
		name: 's1K',
		fileName: 's1k.jsonl',
		rows: [
			{
				solution: '4',
				question: Q,
				cot_type: 'math',
				source_type: 'made/up',
				metadata: '{}',
				cot: null,
				thinking_trajectories: [REASONING],
				attempt: 'The answer is 4.'
			}
		],
		shape: 'prompt-response',
		gold: '4',
		parts: [[Q, 's1k', 'The answer is 4.']],
		reasoning: REASONING
	},
	{
		name: 's1K-1.1 with two teachers',
		rows: [
			{
				solution: '4',
				question: Q,
				cot_type: 'math',
				gemini_thinking_trajectory: REASONING,
				gemini_attempt: 'It is 4.',
				deepseek_thinking_trajectory: REASONING,
				deepseek_attempt: 'Four: 4.',
				gemini_grade: 'Yes',
				gemini_grade_reason: 'It matches.',
				deepseek_grade: 'No'
			}
		],
		shape: 'models-in-row',
		gold: '4',
		parts: [
			[Q, 'gemini', 'It is 4.'],
			[Q, 'deepseek', 'Four: 4.']
		],
		reasoning: REASONING
	},
	{
		name: 'LIMO, whose solution a model wrote',
		fileName: 'limo.jsonl',
		rows: [{ question: Q, solution: LONG, answer: '4' }],
		shape: 'prompt-response',
		gold: '4',
		parts: [[Q, 'limo', LONG]]
	},
	{
		name: 'MATH-500, whose solution is the reference',
		rows: [
			{
				problem: Q,
				solution: 'We add: $2 + 2 = \\boxed{4}$.',
				answer: '4',
				subject: 'Prealgebra',
				level: 1,
				unique_id: 'test/1'
			}
		],
		shape: 'questions',
		gold: '4',
		domain: 'Prealgebra',
		parts: []
	},
	{
		name: 'MATH with a worked solution only',
		rows: [{ problem: Q, level: 'Level 1', type: 'Algebra', solution: '\\boxed{4}' }],
		shape: 'questions',
		gold: '\\boxed{4}',
		domain: 'Algebra',
		parts: []
	},
	{
		name: 'Magpie',
		fileName: 'magpie.jsonl',
		rows: [
			{
				uuid: 'u',
				model: 'Meta-Llama-3-70B',
				gen_input_configs: { temperature: 1 },
				instruction: Q,
				response: '4',
				conversations: [
					{ from: 'human', value: Q },
					{ from: 'gpt', value: '4' }
				],
				task_category: 'Math',
				difficulty: 'easy'
			}
		],
		shape: 'prompt-response',
		gold: null,
		domain: 'Math',
		parts: [[Q, 'Meta-Llama-3-70B', '4']]
	},
	{
		name: 'OpenR1-Math with several generations',
		fileName: 'openr1.parquet',
		rows: [
			{
				problem: Q,
				solution: '4',
				answer: '4',
				problem_type: 'Algebra',
				question_type: 'math-word-problem',
				source: 'olympiads',
				uuid: 'u',
				is_reasoning_complete: [true, false],
				generations: [THINK, '<think>Two'],
				correctness_math_verify: [true, false],
				finish_reasons: ['stop', 'length'],
				messages: [
					{ role: 'user', content: Q },
					{ role: 'assistant', content: THINK }
				]
			}
		],
		shape: 'prompt-response',
		gold: '4',
		domain: 'Algebra',
		parts: [
			[Q, 'openr1', THINK],
			[Q, 'openr1', '<think>Two']
		]
	},
	{
		name: 'Alpaca with an input',
		fileName: 'alpaca.json',
		rows: [{ instruction: 'Add the numbers.', input: '2, 2', output: '4' }],
		shape: 'prompt-response',
		gold: null,
		parts: [['Add the numbers.\n\n2, 2', 'alpaca', '4']]
	},
	{
		name: 'Alpaca without an input',
		fileName: 'alpaca.json',
		rows: [{ instruction: Q, input: '', output: '4' }],
		shape: 'prompt-response',
		gold: null,
		parts: [[Q, 'alpaca', '4']]
	},
	{
		name: 'distilabel text generation',
		rows: [
			{
				instruction: Q,
				generation: '4',
				distilabel_metadata: { statistics: { input_tokens: 8, output_tokens: 1 } },
				model_name: 'Qwen/QwQ-32B'
			}
		],
		shape: 'prompt-response',
		gold: null,
		parts: [[Q, 'Qwen/QwQ-32B', '4']]
	},
	{
		name: 'distilabel grouped generations',
		rows: [{ instruction: Q, generations: ['4', '5'], model_names: ['a', 'b'] }],
		shape: 'prompt-response',
		gold: null,
		parts: [
			[Q, 'a', '4'],
			[Q, 'b', '5']
		]
	},
	{
		name: 'OpenMathReasoning',
		rows: [
			{
				problem: Q,
				generated_solution: THINK,
				expected_answer: '4',
				problem_source: 'aops',
				generation_model: 'DeepSeek-R1',
				pass_rate_72b_tir: '0.9',
				inference_mode: 'cot'
			}
		],
		shape: 'prompt-response',
		gold: '4',
		parts: [[Q, 'DeepSeek-R1', THINK]]
	},
	{
		name: 'Llama-Nemotron, whose reasoning field is a switch',
		rows: [
			{
				input: [{ role: 'user', content: Q }],
				output: THINK,
				category: 'math',
				license: 'cc-by-4.0',
				reasoning: 'on',
				generator: 'DeepSeek-R1',
				system_prompt: 'detailed thinking on'
			}
		],
		shape: 'prompt-response',
		gold: null,
		domain: 'math',
		parts: [[Q, 'DeepSeek-R1', THINK]]
	},
	{
		name: 'dolphin-r1: messages without the answer, which stands beside',
		rows: [
			{
				messages: [
					{ role: 'system', content: 'Be helpful.' },
					{ role: 'user', content: Q }
				],
				reasoning: REASONING,
				answer: '4',
				model: 'deepseek-reasoner'
			}
		],
		shape: 'prompt-response',
		gold: null,
		parts: [[Q, 'deepseek-reasoner', '4']],
		reasoning: REASONING
	},
	{
		name: 'input, reasoning_content, content',
		fileName: 'r1-distill.jsonl',
		rows: [{ input: Q, reasoning_content: REASONING, content: '4', score: 9 }],
		shape: 'prompt-response',
		gold: null,
		parts: [[Q, 'r1-distill', '4']],
		reasoning: REASONING
	},
	{
		name: 'TRL conversational prompt and completion',
		fileName: 'trl.jsonl',
		rows: [
			{
				prompt: [{ role: 'user', content: Q }],
				completion: [{ role: 'assistant', content: '4' }]
			}
		],
		shape: 'prompt-response',
		gold: null,
		parts: [[Q, 'trl', '4']]
	},
	{
		name: 'preference pairs',
		rows: [{ prompt: Q, chosen: '4', rejected: '5' }],
		shape: 'models-in-row',
		gold: null,
		parts: [
			[Q, 'chosen', '4'],
			[Q, 'rejected', '5']
		]
	},
	{
		name: 'preference pairs as conversations',
		rows: [
			{
				chosen: [
					{ role: 'user', content: Q },
					{ role: 'assistant', content: '4' }
				],
				rejected: [
					{ role: 'user', content: Q },
					{ role: 'assistant', content: '5' }
				]
			}
		],
		shape: 'models-in-row',
		gold: null,
		parts: [
			[Q, 'chosen', '4'],
			[Q, 'rejected', '5']
		]
	},
	{
		name: 'verl reinforcement learning prompts',
		rows: [
			{
				data_source: 'gsm8k',
				prompt: [{ role: 'user', content: Q }],
				ability: 'math',
				reward_model: { style: 'rule', ground_truth: '4' },
				extra_info: { index: 3, split: 'train' }
			}
		],
		shape: 'questions',
		gold: '4',
		domain: 'math',
		parts: []
	},
	{
		name: 'columns called like models',
		rows: [{ question: Q, gold: '4', 'gpt-4o': 'It is 4.', 'qwen2.5-7b-instruct': 'It is 5.' }],
		shape: 'models-in-row',
		gold: '4',
		parts: [
			[Q, 'gpt-4o', 'It is 4.'],
			[Q, 'qwen2.5-7b-instruct', 'It is 5.']
		]
	},
	{
		name: 'columns called after model and response',
		rows: [
			{
				prompt: Q,
				alpha_response: 'It is 4.',
				beta_response: 'It is 5.',
				alpha_correct: true,
				response_tokens: 3
			}
		],
		shape: 'models-in-row',
		gold: null,
		parts: [
			[Q, 'alpha', 'It is 4.'],
			[Q, 'beta', 'It is 5.']
		]
	},
	{
		name: 'responses keyed by model',
		rows: [{ question: Q, responses: { 'llama-3.1-8b': 'Four.', mine: '4' } }],
		shape: 'models-in-row',
		gold: null,
		parts: [
			[Q, 'llama-3.1-8b', 'Four.'],
			[Q, 'mine', '4']
		]
	},
	{
		name: 'one file per model, with usage and finish reason',
		fileName: 'results/qwq-32b.jsonl.gz',
		rows: [
			{
				prompt: Q,
				completion: THINK,
				sample_index: 5,
				finish_reason: 'eos',
				usage: { prompt_tokens: 10, completion_tokens: 20 }
			}
		],
		shape: 'prompt-response',
		gold: null,
		parts: [[Q, 'qwq-32b', THINK]]
	},
	{
		name: 'a long answer to a question is a response',
		fileName: 'teacher.jsonl',
		rows: [{ question: Q, answer: THINK, ground_truth: '4' }],
		shape: 'prompt-response',
		gold: '4',
		parts: [[Q, 'teacher', THINK]]
	},
	{
		name: 'question, thinking and answer',
		fileName: 'r1.csv',
		rows: [{ Question: Q, Thinking: REASONING, Answer: '4', 'Reference Answer': '4' }],
		shape: 'prompt-response',
		gold: '4',
		parts: [[Q, 'r1', '4']],
		reasoning: REASONING
	},
	{
		name: 'NuminaMath: messages hold the solution',
		fileName: 'numina.parquet',
		rows: [
			{
				source: 'amc',
				problem: Q,
				solution: '\\boxed{4}',
				messages: [
					{ role: 'user', content: Q },
					{ role: 'assistant', content: '\\boxed{4}' }
				]
			}
		],
		shape: 'messages',
		gold: '\\boxed{4}',
		domain: 'amc',
		parts: [[Q, 'numina', '\\boxed{4}']]
	}
];
