import { expose } from 'comlink';
import { installErrorTransfer } from '../../lib/protocol/errors-transfer.ts';
import { createPace } from '../engine/breather.ts';
import { EngineService } from '../engine/engine-service.ts';
import { reportGpu } from '../engine/gpu-report.ts';
import { cachedModels, keepsFiles, removeCachedModel } from './model-cache.ts';
import { OnnxEngine } from './onnx-engine.ts';
import { loadOnnxRuntime } from './load-runtime.ts';

installErrorTransfer();
expose(
	new EngineService(
		(pageUrl) =>
			new OnnxEngine({
				loadRuntime: (device) => loadOnnxRuntime(device, pageUrl),
				cache: { list: cachedModels, keeps: keepsFiles, remove: removeCachedModel },
				capabilities: async () => ({ webgpu: await reportGpu() }),
				pace: createPace()
			})
	)
);
