import { expose } from 'comlink';
import { installErrorTransfer } from '../../lib/protocol/errors-transfer.ts';
import { installScriptPolicy } from '../../lib/protocol/script-policy.ts';
import { DatabaseService } from './database-service.ts';

// DuckDB's own worker is started from here.
installScriptPolicy(new URL('.', self.location.href).href);
// Before any await: messages that come earlier would be lost.
installErrorTransfer();
expose(new DatabaseService());
