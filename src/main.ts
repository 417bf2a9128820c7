import { mount } from 'svelte';
import { installScriptPolicy } from './lib/protocol/script-policy.ts';
import { AnalysisPool } from './lib/services/analysis-pool.ts';
import { loadCatalogue } from './lib/services/catalogue.ts';
import { CodeGrader } from './lib/services/sandbox/code-grader.ts';
import { loadCodeParts } from './lib/services/sandbox/load-code-parts.ts';
import { DbClient } from './lib/services/db-client.ts';
import { DiffClient } from './lib/services/diff-client.ts';
import { EngineClient } from './lib/services/engine-client.ts';
import { ImportClient } from './lib/services/import-client.ts';
import { LocalAnnotating } from './lib/services/local-annotating.ts';
import { LocalEmbedding } from './lib/services/local-embedding.ts';
import { LocalJudging } from './lib/services/local-judging.ts';
import { LocalScoring } from './lib/services/local-scoring.ts';
import { LocalRunExecutor } from './lib/services/local-run-executor.ts';
import { ServiceWorkerClient } from './lib/services/offline-client.ts';
import { remoteDb } from './lib/services/remote-db.ts';
import { loadCodeSample, loadDemoQuestions, loadSample } from './lib/services/sample.ts';
import { createSettings } from './lib/services/settings.ts';
import { TemplateClient } from './lib/services/template-client.ts';
import { createUnattended } from './lib/services/unattended.ts';
import { AppState } from './lib/state/app-state.svelte.ts';
import App from './lib/ui/App.svelte';
import './lib/ui/theme/tokens.css';
import './lib/ui/theme/base.css';

// Before the first worker is started.
installScriptPolicy(new URL('.', document.baseURI).href);

// The composition root: the only place that knows both the services and the states.
const client = new DbClient();
const db = remoteDb(client);
const connectDb = (): Promise<MessagePort> => client.port();
const engines = {
	onnx: new EngineClient('onnx', { connectDb }),
	webllm: new EngineClient('webllm', { connectDb })
};
const app = new AppState(
	{
		db,
		importer: new ImportClient(connectDb),
		analyser: new AnalysisPool({ connectDb }),
		coder: new CodeGrader(db, loadCodeParts),
		settings: createSettings(() => localStorage),
		sampleFile: loadSample,
		codeSample: loadCodeSample,
		demoQuestions: loadDemoQuestions,
		engines,
		catalogue: loadCatalogue,
		executor: new LocalRunExecutor({ db, engines }),
		scorer: new LocalScoring(db, engines),
		embedding: new LocalEmbedding(db, engines),
		judging: new LocalJudging(db, engines),
		annotating: new LocalAnnotating(db, engines),
		unattended: createUnattended(),
		templates: new TemplateClient(),
		differ: new DiffClient(),
		offline: new ServiceWorkerClient(),
		requestPersistence: () => client.requestPersistence()
	},
	window
);

const target = document.querySelector('#app');
if (target) mount(App, { target, props: { app } });
