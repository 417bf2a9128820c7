import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChatTemplate } from '../../src/lib/core/template/chat-template.ts';
import { pastedTemplate } from '../../src/lib/core/template/tokenizer-config.ts';

/** Of models that look at pictures: a content that is a text and no list of parts is none for them. */
const FOR_PICTURES = /^(idefics3|smolvlm|llava_next)/;

/** The templates of published models that come with TRL, as somebody would paste them: a folder of `.jinja` files. */
export function publishedTemplates(folder: string): ChatTemplate[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.jinja') && !FOR_PICTURES.test(name))
		.sort()
		.map((name) => ({ ...pastedTemplate(readFileSync(join(folder, name), 'utf8')), name }));
}
