/**
 * The chat formats of common families in Jinja, written from their documentation for conversations of
 * a system turn, questions and answers; tools and pictures are left out. `test/unit/template` holds
 * each to the exact text that its format prescribes. Spaces between tags carry a `-`, so that the
 * lines can be read here and add nothing there.
 */

/** `<|im_start|>role\n…<|im_end|>\n`. Keeps reasoning as it stands in the content. */
export const CHATML = `
{%- for message in messages -%}
	{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}`;

/** ChatML, with a system turn of its own where the conversation has none. */
export const QWEN_2_5 = `
{%- if messages[0].role != 'system' -%}
	{{- '<|im_start|>system\\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\\n' -}}
{%- endif -%}${CHATML}`;

/**
 * ChatML with thinking. Reasoning comes from `reasoning_content`, or from between the marks in the
 * content. It is kept only in turns after the last question: earlier ones lose it. The last answer always gets
 * a block, an empty one where it has no reasoning. `enable_thinking=false` puts an empty block into the
 * prompt; trainers leave it unset.
 */
export const QWEN_3 = `
{%- set ns = namespace(last_question=-1) -%}
{%- for message in messages -%}
	{%- if message.role == 'user' -%}{%- set ns.last_question = loop.index0 -%}{%- endif -%}
{%- endfor -%}
{%- for message in messages -%}
	{{- '<|im_start|>' + message.role + '\\n' -}}
	{%- if message.role == 'assistant' -%}
		{%- set content = message.content -%}
		{%- set reasoning = '' -%}
		{%- if message.reasoning_content is string -%}
			{%- set reasoning = message.reasoning_content -%}
		{%- elif '</think>' in content -%}
			{%- set reasoning = content.split('</think>')[0].split('<think>')[-1] -%}
			{%- set content = content.split('</think>')[-1] -%}
		{%- endif -%}
		{%- if loop.index0 > ns.last_question and (loop.last or reasoning.strip()) -%}
			{{- '<think>\\n' + reasoning.strip() + '\\n</think>\\n\\n' + content.lstrip() -}}
		{%- else -%}
			{{- content.lstrip() -}}
		{%- endif -%}
	{%- else -%}
		{{- message.content -}}
	{%- endif -%}
	{{- '<|im_end|>\\n' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}
	{{- '<|im_start|>assistant\\n' -}}
	{%- if enable_thinking is defined and enable_thinking is false -%}
		{{- '<think>\\n\\n</think>\\n\\n' -}}
	{%- endif -%}
{%- endif -%}`;

/** Header, empty line, trimmed content. Keeps reasoning in the content. */
const LLAMA_TURN = `
	{{- '<|start_header_id|>' + message.role + '<|end_header_id|>\\n\\n' + message.content | trim + '<|eot_id|>' -}}`;
const LLAMA_PROMPT = `
{%- if add_generation_prompt -%}{{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' -}}{%- endif -%}`;

export const LLAMA_3 = `
{{- bos_token -}}
{%- for message in messages -%}${LLAMA_TURN}
{%- endfor -%}${LLAMA_PROMPT}`;

/** Llama 3.1, 3.2 and 3.3 always write a system turn, with two dates before what it says. */
export const LLAMA_3_1 = `
{{- bos_token -}}
{%- set system = '' -%}
{%- if messages[0].role == 'system' -%}{%- set system = messages[0].content | trim -%}{%- endif -%}
{{- '<|start_header_id|>system<|end_header_id|>\\n\\nCutting Knowledge Date: December 2023\\n' -}}
{{- 'Today Date: 26 Jul 2024\\n\\n' + system + '<|eot_id|>' -}}
{%- for message in messages -%}
	{%- if message.role != 'system' -%}${LLAMA_TURN}{%- endif -%}
{%- endfor -%}${LLAMA_PROMPT}`;

/** Gemma calls the assistant 'model' and trims contents. Gemma 2 takes no system turn. */
const GEMMA_PROMPT = `
{%- if add_generation_prompt -%}{{- '<start_of_turn>model\\n' -}}{%- endif -%}`;

export const GEMMA_2 = `
{{- bos_token -}}
{%- if messages[0].role == 'system' -%}{{- raise_exception('System role not supported') -}}{%- endif -%}
{%- for message in messages -%}
	{%- set role = 'model' if message.role == 'assistant' else message.role -%}
	{{- '<start_of_turn>' + role + '\\n' + message.content | trim + '<end_of_turn>\\n' -}}
{%- endfor -%}${GEMMA_PROMPT}`;

/** Gemma 3 puts the system text before the first question. */
export const GEMMA_3 = `
{{- bos_token -}}
{%- set ns = namespace(system='') -%}
{%- for message in messages -%}
	{%- if message.role == 'system' -%}
		{%- set ns.system = message.content + '\\n\\n' -%}
	{%- else -%}
		{%- set role = 'model' if message.role == 'assistant' else message.role -%}
		{{- '<start_of_turn>' + role + '\\n' + ns.system + message.content | trim + '<end_of_turn>\\n' -}}
		{%- set ns.system = '' -%}
	{%- endif -%}
{%- endfor -%}${GEMMA_PROMPT}`;

/** A line after each mark; a finished conversation ends with the end-of-text token. */
export const PHI_3 = `
{%- for message in messages -%}
	{{- '<|' + message.role + '|>\\n' + message.content + '<|end|>\\n' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|assistant|>\\n' -}}{%- else -%}{{- eos_token -}}{%- endif -%}`;

/** Phi-4-mini writes the same without line breaks. */
export const PHI_4_MINI = `
{%- for message in messages -%}
	{{- '<|' + message.role + '|>' + message.content + '<|end|>' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|assistant|>' -}}{%- else -%}{{- eos_token -}}{%- endif -%}`;

/** ChatML's marks with a separator of its own, and no line breaks. */
export const PHI_4 = `
{%- for message in messages -%}
	{{- '<|im_start|>' + message.role + '<|im_sep|>' + message.content + '<|im_end|>' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|im_start|>assistant<|im_sep|>' -}}{%- endif -%}`;

/** Mistral 7B Instruct v0.3: the system text stands before the last question; answers are trimmed. */
export const MISTRAL = `
{{- bos_token -}}
{%- set ns = namespace(system='', last_question=-1) -%}
{%- for message in messages -%}
	{%- if message.role == 'system' -%}{%- set ns.system = message.content + '\\n\\n' -%}{%- endif -%}
	{%- if message.role == 'user' -%}{%- set ns.last_question = loop.index0 -%}{%- endif -%}
{%- endfor -%}
{%- for message in messages -%}
	{%- if message.role == 'user' -%}
		{{- '[INST] ' + (ns.system if loop.index0 == ns.last_question else '') + message.content + '[/INST]' -}}
	{%- elif message.role == 'assistant' -%}
		{{- ' ' + message.content | trim + eos_token -}}
	{%- endif -%}
{%- endfor -%}`;

/**
 * DeepSeek-R1 and its distilled models. The prompt opens the reasoning; a finished turn is written
 * without any: everything up to `</think>` is dropped. So the template that the model comes with cannot
 * be used to train it on reasoning.
 */
export const DEEPSEEK_R1 = `
{{- bos_token -}}
{%- for message in messages -%}
	{%- if message.role == 'system' -%}{{- message.content -}}{%- endif -%}
{%- endfor -%}
{%- for message in messages -%}
	{%- if message.role == 'user' -%}
		{{- '<｜User｜>' + message.content -}}
	{%- elif message.role == 'assistant' -%}
		{{- '<｜Assistant｜>' + message.content.split('</think>')[-1] + eos_token -}}
	{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<｜Assistant｜><think>\\n' -}}{%- endif -%}`;

/** The demo models of this app: no line breaks, the system text on a line before the question. */
export const DEMO = `
{%- set ns = namespace(system='') -%}
{%- for message in messages -%}
	{%- if message.role == 'system' -%}
		{%- set ns.system = message.content + '\\n' -%}
	{%- elif message.role == 'user' -%}
		{{- '<|user|>' + ns.system + message.content -}}
		{%- set ns.system = '' -%}
	{%- elif message.role == 'assistant' -%}
		{{- '<|assistant|>' + message.content + '<|end|>' -}}
	{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|assistant|>' -}}{%- endif -%}`;
