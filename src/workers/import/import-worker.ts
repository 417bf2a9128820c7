import { expose } from 'comlink';
import { installErrorTransfer } from '../../lib/protocol/errors-transfer.ts';
import { ImportService } from './import-service.ts';

installErrorTransfer();
expose(new ImportService());
