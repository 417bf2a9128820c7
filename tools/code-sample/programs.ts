import { fails, javascript, notRun, program, python, right, type Problem } from './problem.ts';

const numbers = (text: string): number[] => text.trim().split(/\s+/).map(Number);
const lines = (text: string): string[] => text.trimEnd().split('\n');

/** Programs that read and write. */
export const PROGRAMS: readonly Problem[] = [
	{
		domain: 'numbers',
		question:
			'A garden shop sells seedlings in trays. Read two whole numbers, the seedlings that are wanted and the seedlings in one tray, and print how many trays have to be bought. Write a Python program that reads standard input and writes standard output.',
		tests: program('python', ['10 4\n', '12 4\n', '1 100\n', '0 7\n'], (input) => {
			const [wanted, each] = numbers(input);
			return String(Math.ceil(wanted! / each!));
		}),
		answers: [
			right(
				python(
					'wanted, each = map(int, input().split())\nprint((wanted + each - 1) // each)',
					'Rounding up without fractions: add one less than a tray before dividing.'
				)
			),
			fails('wrong', python('wanted, each = map(int, input().split())\nprint(wanted // each + 1)'))
		]
	},
	{
		domain: 'strings',
		question:
			'Read a line of text. Print it with every word written backwards, the words in their order, one space between two. Write a Python program that reads standard input.',
		tests: program('python', ['good day\n', 'a bc def\n', 'level\n'], (input) =>
			input
				.trim()
				.split(/\s+/)
				.map((word) => [...word].reverse().join(''))
				.join(' ')
		),
		answers: [
			right(python("print(' '.join(word[::-1] for word in input().split()))")),
			fails('wrong', python('print(input()[::-1])', 'Slicing turns a text around.'))
		]
	},
	{
		domain: 'numbers',
		question:
			'A snail climbs a wall of h centimetres. By day it climbs a, by night it slides back b (b < a). Read h, a and b, and print on which day it reaches the top. Write a Python program that reads standard input.',
		tests: program('python', ['10 3 2\n', '5 5 1\n', '1000000 2 1\n', '7 4 1\n'], (input) => {
			const [h, a, b] = numbers(input);
			return String(h! <= a! ? 1 : Math.ceil((h! - a!) / (a! - b!)) + 1);
		}),
		answers: [
			right(
				python(
					'import math\nh, a, b = map(int, input().split())\nprint(1 if h <= a else math.ceil((h - a) / (a - b)) + 1)',
					'On the last day it does not slide back, so only h - a is climbed slowly.'
				)
			),
			fails(
				'timeout',
				python(
					'h, a, b = map(int, input().split())\nday = 1\nat = 0\nwhile at < h:\n    at = at + a\n    if at >= h:\n        continue\n    at = 0\nprint(day)'
				)
			)
		]
	},
	{
		domain: 'lists',
		question:
			'The first line holds n, the second n whole numbers. Print the second largest of the different numbers, or `none` where there is none. Write a Python program that reads standard input.',
		tests: program('python', ['5\n3 9 9 1 4\n', '3\n2 2 2\n', '2\n-5 -7\n', '1\n8\n'], (input) => {
			const all = [...new Set(numbers(lines(input)[1]!))].sort((a, b) => b - a);
			return String(all[1] ?? 'none');
		}),
		answers: [
			right(
				python(
					"import sys\ndata = sys.stdin.read().split()\nvalues = sorted(set(map(int, data[1:])))\nprint(values[-2] if len(values) > 1 else 'none')"
				)
			),
			fails(
				'wrong',
				python('n = int(input())\nvalues = sorted(map(int, input().split()))\nprint(values[-2])')
			)
		]
	},
	{
		domain: 'grids',
		question:
			'Read n, then n lines of n characters, `#` for a wall and `.` for a free square. Print the least number of steps from the top left to the bottom right, moving up, down, left and right over free squares, or -1. Write a Python program that reads standard input.',
		tests: program(
			'python',
			['3\n...\n##.\n...\n', '2\n.#\n#.\n', '1\n.\n', '4\n....\n.##.\n.#..\n.#..\n'],
			(input) => {
				const [n, ...grid] = lines(input);
				const size = Number(n);
				const seen = new Map([['0,0', 0]]);
				const queue: [number, number][] = [[0, 0]];
				for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
					const steps = seen.get(at.join(','))!;
					for (const [dy, dx] of [
						[0, 1],
						[1, 0],
						[0, -1],
						[-1, 0]
					] as const) {
						const next: [number, number] = [at[0] + dy, at[1] + dx];
						if (grid[next[0]]?.[next[1]] !== '.' || seen.has(next.join(','))) continue;
						seen.set(next.join(','), steps + 1);
						queue.push(next);
					}
				}
				return String(seen.get(`${size - 1},${size - 1}`) ?? -1);
			}
		),
		answers: [
			right(
				python(`
from collections import deque

n = int(input())
grid = [input() for _ in range(n)]
steps = {(0, 0): 0}
queue = deque([(0, 0)])
while queue:
    y, x = queue.popleft()
    for next_y, next_x in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
        inside = 0 <= next_y < n and 0 <= next_x < n
        if inside and grid[next_y][next_x] == '.' and (next_y, next_x) not in steps:
            steps[next_y, next_x] = steps[y, x] + 1
            queue.append((next_y, next_x))
print(steps.get((n - 1, n - 1), -1))`)
			),
			fails(
				'memory',
				python(`
n = int(input())
grid = [input() for _ in range(n)]
paths = [[(0, 0)]]
while paths:
    longer = []
    for path in paths:
        y, x = path[-1]
        for step in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            longer.append(path * 50 + [(y + step[0], x + step[1])])
    paths = longer
print(-1)`)
			)
		]
	},
	{
		domain: 'text',
		question:
			'Each line of the input is `name: minutes`. Print the names with the sum of their minutes, in the order of the alphabet, as `name sum`. Write a Python program that reads all of standard input.',
		tests: program(
			'python',
			['eva: 3\nbob: 4\neva: 10\n', 'zoe: 1\n', 'a: 0\nb: 2\na: 5\n'],
			(input) => {
				const sums = new Map<string, number>();
				for (const line of lines(input)) {
					const [name, minutes] = line.split(': ');
					sums.set(name!, (sums.get(name!) ?? 0) + Number(minutes));
				}
				return [...sums]
					.sort(([a], [b]) => (a < b ? -1 : 1))
					.map(([name, sum]) => `${name} ${sum}`)
					.join('\n');
			}
		),
		answers: [
			right(
				python(`
import sys
from collections import Counter

sums = Counter()
for line in sys.stdin:
    name, minutes = line.rsplit(':', 1)
    sums[name] += int(minutes)
for name in sorted(sums):
    print(name, sums[name])`)
			),
			fails(
				'error',
				python(`
import sys
sums = {}
for line in sys.stdin:
    name, minutes = line.split(': ')
    sums[name] += int(minutes)
for name in sorted(sums):
    print(name, sums[name])`)
			)
		]
	},
	{
		domain: 'numbers',
		question:
			'Read a temperature in degrees Fahrenheit and print it in degrees Celsius. A difference of a millionth does not matter. Write a Python program that reads standard input.',
		tests: program('python', ['212\n', '32\n', '98.6\n', '-40\n'], (input) =>
			String(((Number(input) - 32) * 5) / 9)
		),
		answers: [
			right(python('print((float(input()) - 32) * 5 / 9)')),
			fails('wrong', python('print(round((float(input()) - 32) / 2))', 'As a rule of thumb:'))
		]
	},
	{
		domain: 'strings',
		question:
			'Read one line. Print `yes` where its brackets `()[]{}` are balanced, otherwise `no`. Write a JavaScript program for Node that reads standard input.',
		tests: program('javascript', ['([]){}\n', '([)]\n', '((\n', '\n'], (input) => {
			let text = input.trim();
			for (let before = ''; before !== text;) {
				before = text;
				text = text.replace(/\(\)|\[\]|\{\}/g, '');
			}
			return text === '' ? 'yes' : 'no';
		}),
		answers: [
			right(
				javascript(`
const text = require('fs').readFileSync(0, 'utf8').trim();
const closing = { ')': '(', ']': '[', '}': '{' };
const open = [];
let balanced = true;
for (const character of text) {
  if ('([{'.includes(character)) open.push(character);
  else if (open.pop() !== closing[character]) balanced = false;
}
console.log(balanced && open.length === 0 ? 'yes' : 'no');`)
			),
			fails(
				'wrong',
				javascript(`
const text = require('fs').readFileSync(0, 'utf8');
const count = (character) => text.split(character).length;
console.log(count('(') === count(')') && count('[') === count(']') ? 'yes' : 'no');`)
			)
		]
	},
	{
		domain: 'lists',
		question:
			'Read whole numbers, one on each line. Print the longest run of lines in which each number is larger than the one before, as a count. Write a JavaScript program for Node that reads standard input line by line.',
		tests: program('javascript', ['1\n2\n3\n1\n', '5\n4\n3\n', '1\n2\n1\n2\n3\n4\n'], (input) => {
			let best = 0;
			let run = 0;
			let last = Infinity;
			for (const value of numbers(input)) {
				run = value > last ? run + 1 : 1;
				last = value;
				best = Math.max(best, run);
			}
			return String(best);
		}),
		answers: [
			right(
				javascript(`
const lines = require('readline').createInterface({ input: process.stdin });
let best = 0, run = 0, last = Infinity;
lines.on('line', (line) => {
  const value = Number(line);
  run = value > last ? run + 1 : 1;
  last = value;
  best = Math.max(best, run);
});
lines.on('close', () => console.log(best));`)
			),
			fails(
				'timeout',
				javascript(`
const values = require('fs').readFileSync(0, 'utf8').trim().split('\\n').map(Number);
let best = 1;
for (let i = 0; i < values.length; i) {
  if (values[i + 1] > values[i]) best++;
}
console.log(best);`)
			)
		]
	},
	{
		domain: 'numbers',
		question:
			'Read n and print the number of ways to climb n stairs with steps of one, two or three stairs. It may be large. Write a Python program that reads standard input.',
		tests: program('python', ['1\n', '4\n', '10\n', '90\n'], (input) => {
			const ways = [1n, 1n, 2n];
			for (let i = 3; i <= Number(input); i += 1)
				ways.push(ways[i - 1]! + ways[i - 2]! + ways[i - 3]!);
			return String(ways[Number(input)]);
		}),
		answers: [
			right(
				python(
					'a, b, c = 1, 0, 0\nfor _ in range(int(input())):\n    a, b, c = a + b + c, a, b\nprint(a)',
					'The last step was one, two or three stairs.'
				)
			),
			fails(
				'timeout',
				python(
					'def ways(n):\n    if n < 0:\n        return 0\n    return 1 if n == 0 else ways(n - 1) + ways(n - 2) + ways(n - 3)\n\nprint(ways(int(input())))'
				)
			)
		]
	},
	{
		domain: 'numbers',
		question:
			'Read a whole number n and print the sum of its digits. Write a Python program that reads standard input.',
		tests: program('python', ['1234\n', '0\n', '99999999999999999999\n'], (input) =>
			String([...input.trim()].reduce((sum, digit) => sum + Number(digit), 0))
		),
		answers: [
			right(python('print(sum(map(int, input().strip())))')),
			notRun('The sum of the digits is what is left when you take nines away, so print n % 9.')
		]
	}
];
