import type { ConsoleExample } from '../../../lib/protocol/console-api.ts';
import accuracyByDomain from '../sql/examples/accuracy-by-domain.sql?raw';
import gradersThatDiffer from '../sql/examples/graders-that-differ.sql?raw';
import lengthByVerdict from '../sql/examples/length-by-verdict.sql?raw';
import lengthOfAnswers from '../sql/examples/length-of-answers.sql?raw';
import mostSurprising from '../sql/examples/most-surprising.sql?raw';
import onlyOneRight from '../sql/examples/only-one-right.sql?raw';
import repeatedTexts from '../sql/examples/repeated-texts.sql?raw';
import rsrByTeacher from '../sql/examples/rsr-by-teacher.sql?raw';
import tokensPerSecond from '../sql/examples/tokens-per-second.sql?raw';
import whatIsThere from '../sql/examples/what-is-there.sql?raw';
import whoFillsTheSet from '../sql/examples/who-fills-the-set.sql?raw';
import whyDropped from '../sql/examples/why-dropped.sql?raw';

/** In the order in which a person meets the questions. */
export const CONSOLE_EXAMPLES: readonly ConsoleExample[] = [
	accuracyByDomain,
	onlyOneRight,
	lengthByVerdict,
	lengthOfAnswers,
	repeatedTexts,
	gradersThatDiffer,
	whyDropped,
	whoFillsTheSet,
	rsrByTeacher,
	mostSurprising,
	tokensPerSecond,
	whatIsThere
].map((sql) => ({ title: titleOf(sql), sql: sql.trim() }));

/** The comment in the first line is the question. */
function titleOf(sql: string): string {
	return sql.slice(0, sql.indexOf('\n')).replace(/^--\s*/, '');
}
