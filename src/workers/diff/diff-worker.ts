import { expose } from 'comlink';
import { textDiff } from '../../lib/core/compare/text-diff.ts';
import type { DiffApi } from '../../lib/protocol/diff-api.ts';
import { installErrorTransfer } from '../../lib/protocol/errors-transfer.ts';

const api: DiffApi = {
	ready: () => undefined,
	diff: textDiff
};

installErrorTransfer();
expose(api);
