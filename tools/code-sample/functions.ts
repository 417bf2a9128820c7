import { callable, fails, javascript, notRun, python, right, type Problem } from './problem.ts';

/** Functions that are called. */
export const FUNCTIONS: readonly Problem[] = [
	{
		domain: 'lists',
		question:
			'Write a Python function `rotate(items, k)` that returns the list with its last k items moved to the front. k may be larger than the list.',
		tests: callable(
			'python',
			'rotate',
			[
				[[1, 2, 3, 4], 1],
				[[1, 2, 3], 3],
				[[1, 2, 3], 7],
				[[], 2]
			] as [number[], number][],
			(items, k) => {
				const cut = items.length === 0 ? 0 : items.length - (k % items.length);
				return [...items.slice(cut), ...items.slice(0, cut)];
			}
		),
		answers: [
			right(
				python(
					'def rotate(items, k):\n    if not items:\n        return []\n    cut = len(items) - k % len(items)\n    return items[cut:] + items[:cut]',
					'Take k modulo the length, and mind the empty list.'
				)
			),
			fails('wrong', python('def rotate(items, k):\n    return items[-k:] + items[:-k]'))
		]
	},
	{
		domain: 'strings',
		question:
			'Write a Python function `compress(text)` that writes each run of a letter as the letter and its length, so `aaab` is `a3b1`.',
		tests: callable(
			'python',
			'compress',
			[['aaab'], ['abc'], [''], ['zzzzzzzzzzzz']] as [string][],
			(text) => text.replace(/(.)\1*/g, (run) => `${run[0]!}${run.length}`)
		),
		answers: [
			right(
				python(
					"from itertools import groupby\n\ndef compress(text):\n    return ''.join(f'{letter}{len(list(run))}' for letter, run in groupby(text))"
				)
			),
			fails(
				'error',
				python(
					"def compress(text):\n    result = ''\n    i = 0\n    while i <= len(text):\n        j = i\n        while text[j] == text[i]:\n            j += 1\n        result += text[i] + str(j - i)\n        i = j\n    return result"
				)
			)
		]
	},
	{
		domain: 'numbers',
		question:
			'Write a Python function `average_without_extremes(values)` that leaves out one smallest and one largest value and returns the mean of the others. There are at least three.',
		tests: callable(
			'python',
			'average_without_extremes',
			[[[1, 2, 9]], [[0.5, 0.5, 0.5, 4]], [[3, 1, 2, 10, 7]]] as [number[]][],
			(values) => {
				const inner = [...values].sort((a, b) => a - b).slice(1, -1);
				return inner.reduce((sum, value) => sum + value, 0) / inner.length;
			}
		),
		answers: [
			right(
				python(
					'def average_without_extremes(values):\n    inner = sorted(values)[1:-1]\n    return sum(inner) / len(inner)'
				)
			),
			fails(
				'wrong',
				python(
					'def average_without_extremes(values):\n    inner = [v for v in values if min(values) < v < max(values)]\n    return sum(inner) / len(inner) if inner else 0'
				)
			)
		]
	},
	{
		domain: 'sandbox',
		question:
			'Write a Python function `is_leap(year)` that says whether a year of the Gregorian calendar is a leap year.',
		tests: callable(
			'python',
			'is_leap',
			[[2000], [1900], [2024], [2023]] as [number][],
			(year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
		),
		answers: [
			right(
				python(
					'def is_leap(year):\n    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)'
				)
			),
			fails(
				'error',
				python(
					'class Right:\n    def __eq__(self, other):\n        return True\n\ndef is_leap(year):\n    return Right()'
				)
			)
		]
	},
	{
		domain: 'sandbox',
		question: 'Write a Python function `double(n)` that returns twice the number n.',
		tests: callable('python', 'double', [[0], [21], [-4]] as [number][], (n) => 2 * n),
		answers: [
			right(python('def double(n):\n    return n + n')),
			fails('memory', python('def double(n):\n    return len([0] * 10**9) and 2 * n'))
		]
	},
	{
		domain: 'trees',
		question:
			'A tree is a list [value, left, right], null for none. Write a Python function `depth(tree)` that returns the number of levels; the empty tree has none.',
		tests: callable(
			'python',
			'depth',
			[[null], [[1, null, null]], [[1, [2, null, [3, null, null]], null]]] as [unknown][],
			function depth(tree: unknown): number {
				const [, left, right] = (tree ?? []) as [unknown, unknown, unknown];
				return tree === null ? 0 : 1 + Math.max(depth(left), depth(right));
			}
		),
		answers: [
			right(
				python(
					'def depth(tree):\n    if tree is None:\n        return 0\n    _, left, right = tree\n    return 1 + max(depth(left), depth(right))'
				)
			),
			notRun(
				'```python\ndef depth(tree):\n    if tree is None:\n        return 0\n    value, left, right = tree\n    return 1 + max('
			)
		]
	},
	{
		domain: 'lists',
		question:
			'Write a JavaScript function `groupByLength(words)` that returns an object in which each length has the list of the words of that length, in their order.',
		tests: callable(
			'javascript',
			'groupByLength',
			[[['a', 'bc', 'd']], [[]], [['tree', 'root', 'leaf']]] as [string[]][],
			(words) => {
				const groups: Record<string, string[]> = {};
				for (const word of words) (groups[word.length] ??= []).push(word);
				return groups;
			}
		),
		answers: [
			right(
				javascript(
					'function groupByLength(words) {\n  const groups = {};\n  for (const word of words) (groups[word.length] ??= []).push(word);\n  return groups;\n}'
				)
			),
			fails(
				'wrong',
				javascript(
					'const groupByLength = (words) =>\n  Object.fromEntries(words.map((word) => [word.length, [word]]));'
				)
			)
		]
	},
	{
		domain: 'numbers',
		question:
			'Write a JavaScript function `toRoman(n)` that writes a number from 1 to 3999 in Roman numerals.',
		tests: callable('javascript', 'toRoman', [[4], [9], [1994], [3999]] as [number][], (n) => {
			const ones = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];
			const tens = ['', 'X', 'XX', 'XXX', 'XL', 'L', 'LX', 'LXX', 'LXXX', 'XC'];
			const hundreds = ['', 'C', 'CC', 'CCC', 'CD', 'D', 'DC', 'DCC', 'DCCC', 'CM'];
			return (
				'M'.repeat(Math.floor(n / 1000)) +
				hundreds[Math.floor(n / 100) % 10]! +
				tens[Math.floor(n / 10) % 10]! +
				ones[n % 10]!
			);
		}),
		answers: [
			right(
				javascript(`
const SIGNS = [
  [1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'],
  [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']
];
export function toRoman(n) {
  let text = '';
  for (const [value, sign] of SIGNS) {
    while (n >= value) {
      text += sign;
      n -= value;
    }
  }
  return text;
}`)
			),
			fails(
				'memory',
				javascript(
					"function toRoman(n) {\n  const table = Array.from({ length: n + 1 }, () => new Uint8Array(1e8));\n  return table[n].join('');\n}",
					'A table of all numbers up to n is quickest.'
				)
			)
		]
	},
	{
		domain: 'dates',
		question:
			'Write a JavaScript function `minutesBetween(from, to)` for two times of one day such as "09:05". Where `to` is earlier, it means the next day.',
		tests: callable(
			'javascript',
			'minutesBetween',
			[
				['09:05', '10:00'],
				['23:50', '00:10'],
				['12:00', '12:00']
			] as [string, string][],
			(from, to) => {
				const minutes = (time: string): number => {
					const [hours, rest] = time.split(':').map(Number);
					return hours! * 60 + rest!;
				};
				return (minutes(to) - minutes(from) + 1440) % 1440;
			}
		),
		answers: [
			right(
				javascript(
					"const minutes = (time) => {\n  const [hours, rest] = time.split(':').map(Number);\n  return hours * 60 + rest;\n};\nconst minutesBetween = (from, to) => (minutes(to) - minutes(from) + 1440) % 1440;"
				)
			),
			fails(
				'error',
				javascript(
					'function minutesBetween(from, to) {\n  return from.minutes() - to.minutes();\n}'
				)
			)
		]
	},
	{
		domain: 'lists',
		question:
			'Write a Python function `pairs_with_sum(values, target)` that counts the pairs of places i < j whose values add up to the target.',
		tests: callable(
			'python',
			'pairs_with_sum',
			[
				[[1, 2, 3, 4], 5],
				[[2, 2, 2], 4],
				[[], 0],
				[Array.from({ length: 3_000 }, (_, i) => i % 7), 6]
			] as [number[], number][],
			(values, target) =>
				values.reduce(
					(sum, value, i) =>
						sum + values.slice(i + 1).filter((other) => value + other === target).length,
					0
				)
		),
		answers: [
			right(
				python(`
from collections import Counter

def pairs_with_sum(values, target):
    seen = Counter()
    pairs = 0
    for value in values:
        pairs += seen[target - value]
        seen[value] += 1
    return pairs`)
			),
			fails(
				'wrong',
				python(
					'def pairs_with_sum(values, target):\n    seen = set(values)\n    return sum(target - value in seen for value in values) // 2'
				)
			)
		]
	}
];
