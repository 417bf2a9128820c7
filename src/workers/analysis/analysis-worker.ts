import { expose, wrap } from 'comlink';
import { createVerifier, GRADER_VERSION } from '../../lib/core/verify/verifier.ts';
import type { AnalysisApi } from '../../lib/protocol/analysis-api.ts';
import type { DbApi } from '../../lib/protocol/db-api.ts';
import { installErrorTransfer } from '../../lib/protocol/errors-transfer.ts';
import { AnalysisService } from './analysis-service.ts';
import { remoteDatabase } from './remote-database.ts';

class AnalysisWorker extends AnalysisService implements AnalysisApi {
	connect(dbPort: MessagePort): void {
		this.use(remoteDatabase(wrap<DbApi>(dbPort)));
	}
}

installErrorTransfer();
const verifier = createVerifier();
expose(new AnalysisWorker({ version: GRADER_VERSION, grade: (answer) => verifier.verify(answer) }));
