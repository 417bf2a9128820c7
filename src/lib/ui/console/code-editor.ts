import {
	acceptCompletion,
	autocompletion,
	closeBrackets,
	closeBracketsKeymap,
	closeCompletion,
	type Completion,
	type CompletionContext,
	completionKeymap,
	type CompletionResult
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql, SQLDialect } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { TableColumns } from '../../state/console-state.svelte.ts';

export interface EditorOptions {
	/** The accessible name. */
	readonly label: string;
	readonly text: string;
	readonly onChange: (text: string) => void;
	/** Ctrl+Enter, or Cmd+Enter. */
	readonly onRun: () => void;
}

export interface CodeEditor {
	/** Replaces the text, as a step that can be undone. */
	setText(text: string): void;
	/** What is completed. */
	setTables(tables: readonly TableColumns[]): void;
	focus(): void;
	destroy(): void;
}

/** Tab takes a completion where one is offered; otherwise it leaves the editor, as the keyboard must. */
export function createCodeEditor(parent: HTMLElement, options: EditorOptions): CodeEditor {
	const language = new Compartment();
	const run = (view: EditorView): boolean => {
		closeCompletion(view);
		options.onRun();
		return true;
	};
	const view = new EditorView({
		parent,
		state: EditorState.create({
			doc: options.text,
			extensions: [
				keymap.of([{ key: 'Mod-Enter', run, preventDefault: true }]),
				history(),
				drawSelection(),
				bracketMatching(),
				closeBrackets(),
				autocompletion({ icons: false }),
				keymap.of([
					...closeBracketsKeymap,
					...completionKeymap,
					{ key: 'Tab', run: acceptCompletion },
					...historyKeymap,
					...defaultKeymap
				]),
				language.of(sqlOf([])),
				syntaxHighlighting(colours),
				theme,
				placeholder('SELECT …'),
				EditorView.lineWrapping,
				EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false' }),
				EditorView.updateListener.of((update) => {
					if (update.docChanged) options.onChange(update.state.doc.toString());
				})
			]
		})
	});
	return {
		setText(text) {
			if (text === view.state.doc.toString()) return;
			view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
		},
		setTables(tables) {
			view.dispatch({ effects: language.reconfigure(sqlOf(tables)) });
		},
		focus: () => view.focus(),
		destroy: () => view.destroy()
	};
}

const WORKING_HINT = 'filled by Curate';
const { spec } = PostgreSQL;
const DuckDbSql = SQLDialect.define({
	...spec,
	keywords: `${spec.keywords ?? ''} qualify summarize describe pivot unpivot exclude columns semi anti asof sample macro`
});

function sqlOf(tables: readonly TableColumns[]): Extension {
	const schema = Object.fromEntries(
		tables.map(({ name, kind, columns }) => {
			const detail = kind === 'working' ? WORKING_HINT : kind;
			return [
				name,
				{ self: { label: name, type: 'type', detail }, children: columns.map(toCompletion) }
			];
		})
	);
	const columnsOfNamedTables = DuckDbSql.language.data.of({
		autocomplete: (context: CompletionContext) => completeColumns(context, tables)
	});
	return [sql({ dialect: DuckDbSql, schema, upperCaseKeywords: true }), columnsOfNamedTables];
}

function toCompletion({ name, type }: TableColumns['columns'][number]): Completion {
	return { label: name, type: 'property', detail: type.toLowerCase() };
}

/** Columns without a prefix, of the tables that the statement names. */
function completeColumns(
	context: CompletionContext,
	tables: readonly TableColumns[]
): CompletionResult | null {
	const word = context.matchBefore(/[\w]+$/);
	if (!word && !context.explicit) return null;
	const from = word?.from ?? context.pos;
	if (context.state.sliceDoc(from - 1, from) === '.') return null;
	const named = new Set(context.state.doc.toString().match(/\w+/g));
	const columns = tables.filter(({ name }) => named.has(name)).flatMap(({ columns }) => columns);
	const unique = new Map(columns.map((column) => [column.name, column]));
	return { from, options: [...unique.values()].map(toCompletion), validFor: /^\w*$/ };
}

const colours = HighlightStyle.define([
	{ tag: tags.keyword, color: 'var(--chart-4)' },
	{ tag: [tags.string, tags.special(tags.string)], color: 'var(--correct)' },
	{ tag: [tags.number, tags.bool, tags.null], color: 'var(--chart-1)' },
	{ tag: tags.typeName, color: 'var(--accent)' },
	{ tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' }
]);

const theme = EditorView.theme({
	'&': {
		fontSize: 'var(--size-1)',
		color: 'var(--text)',
		backgroundColor: 'var(--panel)',
		height: '100%'
	},
	'&.cm-focused': { outline: 'none' },
	'.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
	'.cm-content': { padding: 'var(--gap-3) var(--gap-2)', caretColor: 'var(--text)' },
	'.cm-cursor': { borderLeftColor: 'var(--text)' },
	'.cm-placeholder': { color: 'var(--muted)' },
	'&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)' },
	'.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
		{ backgroundColor: 'var(--accent-soft)' },
	'.cm-tooltip': {
		backgroundColor: 'var(--panel)',
		color: 'var(--text)',
		border: '1px solid var(--line-strong)',
		borderRadius: 'var(--radius)'
	},
	'.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)' },
	'.cm-tooltip-autocomplete > ul > li': { padding: '0.15rem 0.5rem' },
	'.cm-tooltip-autocomplete ul li[aria-selected]': {
		backgroundColor: 'var(--accent-soft)',
		color: 'var(--text)'
	},
	'.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal' }
});
