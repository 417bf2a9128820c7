import { expose } from 'comlink';
import { installErrorTransfer } from '../../lib/protocol/errors-transfer.ts';
import { DatabaseService } from './database-service.ts';

// Before any await: messages that come earlier would be lost.
installErrorTransfer();
expose(new DatabaseService());
