import { expose } from 'comlink';
import type { Example } from '../../lib/core/export/example.ts';
import type { ExportOptions } from '../../lib/core/export/options.ts';
import type { ChatTemplate } from '../../lib/core/template/chat-template.ts';
import { checkExamples, type RowExamples } from '../../lib/core/template/check-examples.ts';
import { ExampleRenderer, type RenderedExample } from '../../lib/core/template/render-example.ts';
import type { CheckedExample } from '../../lib/core/template/template-report.ts';
import { ESTIMATING_COUNTER, tokenizerCounter } from '../../lib/core/template/token-counter.ts';
import { installErrorTransfer } from '../../lib/protocol/errors-transfer.ts';
import type { TemplateApi } from '../../lib/protocol/template-api.ts';

class TemplateWorker implements TemplateApi {
	#counter = ESTIMATING_COUNTER;

	ready(): void {
		// That it answers is the answer.
	}

	connect(port: MessagePort): void {
		expose(this, port);
	}

	async useTokenizer(json: string): Promise<void> {
		this.#counter = json === '' ? ESTIMATING_COUNTER : await tokenizerCounter(json);
	}

	render(template: ChatTemplate, options: ExportOptions, example: Example): RenderedExample {
		return new ExampleRenderer(template, options, this.#counter).render(example);
	}

	check(
		template: ChatTemplate,
		options: ExportOptions,
		rows: readonly RowExamples[]
	): readonly CheckedExample[] {
		return checkExamples(new ExampleRenderer(template, options, this.#counter), rows);
	}
}

installErrorTransfer();
expose(new TemplateWorker());
