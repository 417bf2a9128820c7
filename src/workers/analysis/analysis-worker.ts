import { expose, wrap } from 'comlink';
import { createVerifier, GRADER_VERSION } from '../../lib/core/verify/verifier.ts';
import type { AnalysisApi } from '../../lib/protocol/analysis-api.ts';
import type { DbApi } from '../../lib/protocol/db-api.ts';
import { installErrorTransfer } from '../../lib/protocol/errors-transfer.ts';
import { remoteDatabase } from '../remote-database.ts';
import type { Grader } from './analyse-trajectory.ts';
import { AnalysisService } from './analysis-service.ts';
import { loadDistanceKernel } from './load-distance-kernel.ts';
import { loadTextKernel } from './load-text-kernel.ts';

class AnalysisWorker extends AnalysisService implements AnalysisApi {
	connect(dbPort: MessagePort): void {
		this.use(
			remoteDatabase(wrap<DbApi>(dbPort), 'the analysis was stopped', 'Reload the page and go on.')
		);
	}
}

installErrorTransfer();
const verifier = createVerifier();
const grader: Grader = {
	version: GRADER_VERSION,
	grade: async (answer) => (await verifier).verify(answer)
};
expose(new AnalysisWorker(grader, { ofDistances: loadDistanceKernel, ofTexts: loadTextKernel }));
