/** The prose of docs/verification.md; `{version}` is the grader's version. */
export const METHOD = `# How answers are verified

Written by \`npx tsx tools/verification-report.ts\`; do not edit by hand. Grader version {version}.

The rule verifier (\`src/lib/core/verify\`, METRICS §4) answers with one of three verdicts, the answer it
found, and a sentence that says which rule found it and what the comparison showed. Calling a wrong
answer correct is worse than not deciding: where a notation can be read in two ways that matter, the
verdict is *unverifiable*.

## Finding the answer

1. What is marked as the answer, the last mark winning: \`\\boxed{…}\` and \`\\fbox{…}\` with nested braces
   (several boxes joined by 'and', 'or' or a comma are one answer of several parts), \`####\`, \`A:\` on the
   last line, 'final answer', 'the answer is'. Hypothetical ('if the answer is') and negated marks do not count.
   A box that the end of the text cuts open is not an answer.
2. Otherwise, and only if the response was not cut off: a short response as a whole, the last bold text of
   the last paragraph, the result after the last equals sign of the last sentence, the only number
   of the last sentence.
3. Otherwise there is no answer, and the verdict is unverifiable.

The reference answer is what follows \`####\` or the last \`A:\`, the last box, or all of it.

## Comparing

| kind | rule |
| --- | --- |
| numbers | Exact rationals, so that 10^-20 is not 2·10^-20. 1,234, 1 234, 1'234 and 1.234,5 are numbers; 0,5 against 0.5 is unverifiable; 1.234 is one and a bit. 2 1/2 and \`2\\frac{1}{2}\` are mixed numbers. |
| precision | The reference's precision decides. If it is exact, the response must be; a rounded value of it (0.333 for 1/3, 3.14 for π) is unverifiable. If it is a decimal of three significant digits or more, a response that is more precise by two decimals or more and rounds to it is correct (1/3 for 0.333); anything else that agrees only after rounding is unverifiable. |
| units | A unit that one side leaves out is understood. Units of one dimension are converted (5 km is 5000 m), different dimensions and different currencies are wrong, unknown words that differ are unverifiable. An angle without unit is in radians: 30° is π/6, and 30. |
| per cent | 50% is 0.5 exactly. 50% is also 50 where one side leaves the sign out, unless the number is at most 1: 1 against 1% is unverifiable. 50 is never 0.5. |
| money | $18 is 18 and 18 dollars and 1800 cents, never €18. 5 million is 5,000,000. |
| expressions | LaTeX is parsed by @cortex-js/compute-engine into a closed list of functions. Constants are compared as exact rationals or in ball arithmetic with 100 digits; functions at 20 fixed seeded points, exactly where they are rational. Over the reals a point where only one side has a value makes the comparison unverifiable: ln x² is not 2 ln x. |
| logarithm | \`\\log\` without a base may be natural or decimal: only equal to what it equals in every base. |
| slash | 1/2x is unverifiable: nobody knows where the denominator ends. |
| equations | Equal up to a constant factor (a positive one for inequalities). 0 = 0 is equal to nothing. x = 5 is 5; x = 5 is not y = 5. |
| intervals | Brackets and order count; ]1, 2[ is (1, 2); x > 3 is (3, ∞). Unions have no order. |
| sets, lists | {1, 2} and ±1 have no order; (1, 2) and [1, 2, 3] have one; '1, 2' against '2, 1' is unverifiable unless the answer type says 'set' or 'list'. |
| matrices | Shape and entries. A vector in round brackets against a column is unverifiable. |
| choices | Letters; the option's text counts where only the text is given. Letter and text that contradict each other are unverifiable. |
| words | Equal words are correct; different words are unverifiable, since they may mean the same, unless the answer type is 'text'. Yes against no is wrong. |

Answer types settle what is open: ${'`auto`, `number`, `choice`, `expression`, `equation`, `interval`, `set`, `tuple`, `list`, `matrix`, `boolean`, `text`'}.

## What is refused

Nothing hangs and nothing is rounded to fit. Unverifiable, unless both sides are the same text: answers
of more than 4,000 characters, expressions of more than 1,000, brackets nested deeper than 40, more than six
bars, numbers and powers of more than about 4,000 digits (\`10^{10^{10}}\`), factorials beyond 1000, exponentials
beyond e^5000, sums, integrals, limits and any LaTeX command that is not on the list, unordered lists of more
than 60 elements, and comparisons that reach the time limit (2 seconds).`;
