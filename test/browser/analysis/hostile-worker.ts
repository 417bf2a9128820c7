import { expose, wrap } from 'comlink';
import { PlainTextKernel } from '../../../src/lib/core/dedup/text-kernel/plain-text-kernel.ts';
import { PlainKernel } from '../../../src/lib/core/select/edit-distance/plain-kernel.ts';
import type { AnalysisApi } from '../../../src/lib/protocol/analysis-api.ts';
import type { DbApi } from '../../../src/lib/protocol/db-api.ts';
import { installErrorTransfer } from '../../../src/lib/protocol/errors-transfer.ts';
import type { Grade } from '../../../src/workers/analysis/analyse-trajectory.ts';
import { AnalysisService } from '../../../src/workers/analysis/analysis-service.ts';
import { remoteDatabase } from '../../../src/workers/remote-database.ts';

/** The real service with a grader that some responses can stop or kill. */
class HostileWorker extends AnalysisService implements AnalysisApi {
	connect(dbPort: MessagePort): void {
		this.use(remoteDatabase(wrap<DbApi>(dbPort), 'the test was stopped', ''));
	}
}

function grade({ response }: { response: string }): Grade | Promise<Grade> {
	if (response.includes('hang')) return new Promise(() => undefined);
	if (response.includes('die')) {
		setTimeout(() => {
			throw new Error('out of memory, say');
		});
		return new Promise(() => undefined);
	}
	return { verdict: 'correct', extracted: response, expected: null, reason: 'fine' };
}

installErrorTransfer();
const kernels = {
	ofDistances: () => Promise.resolve(new PlainKernel()),
	ofTexts: () => Promise.resolve(new PlainTextKernel())
};
expose(new HostileWorker({ version: 1, grade }, kernels));
