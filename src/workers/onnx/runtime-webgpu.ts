import * as transformers from '@huggingface/transformers?webgpu';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';

export { transformers, wasmUrl };
