import type { EngineName } from '../core/generate/model-ref.ts';
import type { WebLlmModel } from '../core/generate/webllm-catalogue.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { DiffClient } from '../services/diff-client.ts';
import type { OfflineClient } from '../services/offline-client.ts';
import type { RunExecutor } from '../services/run-executor.ts';
import type { Settings } from '../services/settings.ts';
import type { TemplateClient } from '../services/template-client.ts';
import type { Unattended } from '../services/unattended.ts';
import type { Analyser, Coder } from './analysis-state.svelte.ts';
import type { Importer } from './import-state.svelte.ts';
import type { AnnotatingService } from './annotation-state.svelte.ts';
import type { JudgingService } from './judge-state.svelte.ts';
import type { Embedding } from './map-state.svelte.ts';
import type { EngineCatalogueClient } from './models-state.svelte.ts';
import type { Scorer } from './student-state.svelte.ts';

/** What the states need from outside; main.ts puts the real ones in, tests their fakes. */
export interface Clients {
	readonly db: PageDb;
	readonly importer: Importer;
	readonly analyser: Analyser;
	readonly coder: Coder;
	readonly settings: Settings;
	/** Gives the sample that ships with the app as a file. */
	readonly sampleFile: () => Promise<File>;
	/** Gives the code questions that ship with the app, and answers to them. */
	readonly codeSample: () => Promise<File>;
	/** Gives the questions that ship with the demo teachers. */
	readonly demoQuestions: () => Promise<File>;
	readonly engines: Readonly<Record<EngineName, EngineCatalogueClient>>;
	/** WebLLM's models; loaded when the catalogue is first looked at. */
	readonly catalogue: () => Promise<readonly WebLlmModel[]>;
	readonly executor: RunExecutor;
	readonly scorer: Scorer;
	readonly embedding: Embedding;
	readonly judging: JudgingService;
	readonly annotating: AnnotatingService;
	readonly unattended: Unattended;
	readonly templates: TemplateClient;
	readonly differ: DiffClient;
	readonly offline: OfflineClient;
	/** Asks the browser not to clear what is saved here when space runs short. */
	readonly requestPersistence: () => Promise<boolean>;
}
