import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The layers and what each may import (ARCHITECTURE.md). Dependencies point one way:
 * ui → state → services → protocol → core; workers → protocol → core.
 */
const forbidden = {
	core: ['protocol', 'services', 'state', 'ui', 'workers', 'cli'],
	protocol: ['services', 'state', 'ui', 'workers', 'cli'],
	services: ['state', 'ui', 'cli'],
	state: ['ui', 'workers', 'cli'],
	ui: ['services', 'workers', 'cli']
};

/** What turns a model's text into HTML stands in one folder, behind one sanitiser (CONTRIBUTING, rule 7). */
const renderers = {
	regex: '^(dompurify|highlight\\.js|katex|markdown-it)(/|$)',
	message: 'Texts are rendered in src/lib/ui/rendering alone, through its sanitiser.'
};
const rawHtml = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'srcdoc'];

/** Files of `layer` may not reach into the layers above it, whatever the depth of the path. */
function layer(name, extraPaths = [], extraPatterns = [renderers]) {
	const patterns = forbidden[name].map((other) => ({
		regex: `(^|/)${other}/`,
		message: `${name} may not import from ${other}: see ARCHITECTURE.md, layers.`
	}));
	return {
		files: [`src/lib/${name}/**/*.ts`, `src/lib/${name}/**/*.svelte`],
		rules: {
			'no-restricted-imports': [
				'error',
				{ patterns: [...patterns, ...extraPatterns], paths: extraPaths }
			]
		}
	};
}

const pure = (module) => ({
	name: module,
	message: 'The core has no Svelte, no comlink, no database.'
});

export default ts.config(
	{
		ignores: [
			'dist/',
			'node_modules/',
			'coverage/',
			'static/',
			'test/fixtures/',
			'kernels/*/assembly/',
			'tools/tiny-mlc/assembly/'
		]
	},
	...ts.configs.strict,
	...ts.configs.stylistic,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.worker, ...globals.node } },
		rules: {
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/consistent-type-definitions': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'no-console': 'error',
			'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
			'svelte/no-at-html-tags': 'error',
			// States hold immutable values in $state.raw and replace them whole.
			'svelte/prefer-svelte-reactivity': 'off',
			'no-restricted-properties': [
				'error',
				{ object: 'Math', property: 'random', message: 'Choices are seeded: core/stats/random.ts.' }
			]
		}
	},
	{
		files: ['src/**'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: `MemberExpression[property.name=/^(${rawHtml.join('|')})$/]`,
					message: 'No HTML from strings: src/lib/ui/rendering gives nodes.'
				}
			]
		}
	},
	{
		files: ['tools/**', 'src/cli/**', 'bench/**', 'kernels/*.ts', 'test/**'],
		rules: { 'no-console': 'off' }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	layer('core', ['svelte', 'comlink', '@duckdb/duckdb-wasm', '@mlc-ai/web-llm'].map(pure)),
	layer('protocol'),
	layer('services'),
	layer('state'),
	layer('ui'),
	{ ...layer('ui', [], []), files: ['src/lib/ui/rendering/*.ts'] },
	{
		files: ['src/workers/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: ['services', 'state', 'ui', 'cli'].map((other) => ({
						regex: `lib/${other}/`,
						message: `workers may not import from ${other}: see ARCHITECTURE.md, layers.`
					}))
				}
			]
		}
	}
);
