import type { CaseTable } from './table.ts';

export const CHOICES: CaseTable = {
	correct: [
		['B', 'B'],
		['B', '(B)'],
		['B', 'B.'],
		['B', 'B)'],
		['B', '\\text{B}'],
		['B', '\\textbf{(B)}'],
		['B', 'option B'],
		['B', 'Option (B)'],
		['B', 'The answer is B.'],
		['B', 'The answer is (B).'],
		['B', 'The correct answer is B) Paris'],
		['B', 'Answer: B'],
		['B', '**B**'],
		['B', '**B. Paris**'],
		['(B)', 'B'],
		['B. Paris', 'B'],
		['B. Paris', 'Paris'],
		['B', 'b', 'choice'],
		['b', 'B', 'choice'],
		['A, C', 'A and C'],
		['A, C', 'C, A', 'choice'],
		['D', '\\boxed{D}'],
		['\\textbf{(C)}\\ 12', 'C'],
		['A', 'Therefore, option A is correct.'],
		['D', '\\boxed{\\text{(D) } 17}']
	],
	wrong: [
		['B', 'C'],
		['B', '(C)'],
		['B', 'The answer is A.'],
		['B', 'Answer: D'],
		['B', 'option C'],
		['(B)', 'A'],
		['B. Paris', 'C'],
		['B. Paris', 'C. London'],
		['A, C', 'A, B', 'choice'],
		['A, C', 'A', 'choice'],
		['D', '\\boxed{B}'],
		['B', 'Therefore, option A is correct.'],
		['B', '\\textbf{(D)}']
	],
	unverifiable: [
		['B', 'Paris'],
		['B', 'A dog barks'],
		['B. Paris', 'London'],
		['B', '5'],
		['B. 5', 'B. 7'],
		['B. Paris', 'C. Paris']
	]
};

export const WORDS: CaseTable = {
	correct: [
		['yes', 'Yes'],
		['Yes', 'Yes, it is possible.'],
		['No', 'No, it is not.'],
		['Yes', 'yes.'],
		['No', '**No**'],
		['true', 'True'],
		['True', '\\text{True}'],
		['yes', 'true', 'boolean'],
		['Paris', 'paris'],
		['Paris', 'Paris.'],
		['\\text{Paris}', 'Paris'],
		['the red house', 'Red House'],
		['Évariste Galois', 'Évariste Galois'.normalize('NFD')],
		['no solution', 'No solution'],
		['3:40 pm', '3:40 PM'.toLowerCase()],
		['Tuesday', '"Tuesday"'],
		['DNE', 'DNE'],
		['東京', '東京']
	],
	wrong: [
		['yes', 'no'],
		['Yes', 'No, it is impossible.'],
		['No', 'Yes'],
		['true', 'False'],
		['yes', 'false'],
		['yes', 'false', 'boolean'],
		['Paris', 'London', 'text'],
		['Tuesday', 'Thursday', 'text'],
		['5 apples', '6 apples'],
		['5', '6', 'text']
	],
	unverifiable: [
		['Paris', 'London'],
		['yes', 'true'],
		['United States', 'USA'],
		['yes', '5'],
		['no solution', '5'],
		['5', 'five hundred']
	]
};
