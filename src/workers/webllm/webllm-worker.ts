import { expose } from 'comlink';
import { installErrorTransfer } from '../../lib/protocol/errors-transfer.ts';
import { createPace } from '../engine/breather.ts';
import { EngineService } from '../engine/engine-service.ts';
import { reportGpu } from '../engine/gpu-report.ts';
import { WebLlmEngine } from './webllm-engine.ts';

installErrorTransfer();
expose(
	new EngineService(
		(pageUrl) =>
			new WebLlmEngine({
				pageUrl,
				loadRuntime: () => import('@mlc-ai/web-llm'),
				capabilities: async () => ({ webgpu: await reportGpu() }),
				pace: createPace()
			})
	)
);
