import type { CodeTests } from './code-tests.ts';
import { isSameOutput } from './compare-output.ts';
import { isSameResult } from './compare-results.ts';

/** 'skipped': not run, because the answer had to be stopped before. */
export type CaseOutcome = 'passed' | 'wrong' | 'error' | 'timeout' | 'memory' | 'skipped';

export interface CaseResult {
	readonly outcome: CaseOutcome;
	readonly ms: number;
	/** What was written or given, where that is wrong; what went wrong; '' where it passed. */
	readonly detail: string;
}

/** What the sandbox says of one case. It does not know what was expected. */
export interface CaseReply {
	readonly kind: 'output' | 'done' | 'wrong' | 'error' | 'timeout' | 'memory';
	/** What was written, the result as JSON, or what went wrong. */
	readonly text: string;
	readonly ms: number;
}

export const MAX_DETAIL_CHARS = 1_000;

/** Compares outside of the guest, which has seen the input alone. */
export function judgeCase(tests: CodeTests, index: number, reply: CaseReply): CaseResult {
	const { kind, text, ms } = reply;
	const result = (outcome: CaseOutcome, detail = ''): CaseResult => ({
		outcome,
		ms: Math.max(0, Math.round(ms)),
		detail: cut(detail, MAX_DETAIL_CHARS)
	});
	if (kind === 'done') {
		// Only a script may end without having said anything.
		return tests.kind === 'script' ? result('passed') : result('error', 'It gave no result.');
	}
	if (kind !== 'output') return result(kind, text);
	return isRight(tests, index, text) ? result('passed') : result('wrong', text);
}

function isRight(tests: CodeTests, index: number, text: string): boolean {
	switch (tests.kind) {
		case 'stdio':
			return isSameOutput(text, tests.cases[index]!.output);
		case 'function':
			return isSameResult(text, tests.cases[index]!.expected);
		case 'script':
			return false;
	}
}

export function cut(text: string, chars: number): string {
	return text.length > chars ? `${text.slice(0, chars - 1)}…` : text;
}

/** What a case asks, for a person: its input, its arguments or its statements. */
export function caseInput(tests: CodeTests, index: number): string {
	switch (tests.kind) {
		case 'stdio':
			return tests.cases[index]?.input ?? '';
		case 'function': {
			const args = tests.cases[index]?.args.trim() ?? '';
			return `${tests.entryPoint}(${args.replace(/^\[|\]$/g, '')})`;
		}
		case 'script':
			return tests.cases[index]?.code ?? '';
	}
}

/** What a case wants; '' where its statements say it. */
export function caseExpected(tests: CodeTests, index: number): string {
	switch (tests.kind) {
		case 'stdio':
			return tests.cases[index]?.output ?? '';
		case 'function':
			return tests.cases[index]?.expected ?? '';
		case 'script':
			return '';
	}
}
