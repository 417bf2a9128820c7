"""Tests of what the training data and the tokenizer promise: `python3 selftest.py`."""

from __future__ import annotations

import random
import re
import unittest
from fractions import Fraction
from pathlib import Path

from batches import encode_turn
from conversations import SLIP_WEIGHT, conversation_text, draw_conversation
from evaluate import BOX
from problems import draw_problem, is_held_out
from scratchpad import work_out, work_out_with_slip
from solutions import STYLES, solve
from tokenizer import ADDED_TOKENS, Tokenizer

FOLDER = Path(__file__).parent
ALL_STYLES = {style: 1.0 for style in STYLES}
CHECK = re.compile(
    r"so (\d+)([-+*/])(\d+)=(\d+)\.\n"
    r"[A-Za-z ]+[:,] (\d+)([-+*/])(\d+): .*?That gives (\d+)(?: rest (\d+))? (and|but) it should be (\d+)\."
)
REPAIR = re.compile(r"\nAgain: .*?so (\d+[-+*/]\d+)=(\d+)\.")


def evaluate(expression: str) -> Fraction:
    left, operator, right = re.fullmatch(r"(\d+)([-+*/])(\d+)", expression).groups()
    a, b = Fraction(left), Fraction(right)
    return {"+": a + b, "-": a - b, "*": a * b, "/": a / b}[operator]


class ProblemsTest(unittest.TestCase):
    def test_steps_use_known_numbers_and_lead_to_the_answer(self) -> None:
        rng = random.Random(1)
        for _ in range(3000):
            problem = draw_problem(rng, held_out=rng.random() < 0.5)
            known = {int(number) for number in re.findall(r"\d+", problem.question)}
            for step in problem.steps:
                self.assertLessEqual({step.left, step.right}, known, problem.question)
                known.add(int(evaluate(f"{step.left}{step.operator}{step.right}")))
                self.assertIn(step.result, known)
            self.assertEqual(problem.answer, problem.steps[-1].result)
            self.assertGreater(problem.answer, 0)

    def test_training_never_sees_a_held_out_question(self) -> None:
        rng = random.Random(2)
        for _ in range(3000):
            for turn in draw_conversation(rng, ALL_STYLES):
                self.assertFalse(is_held_out(turn.question))
                self.assertIn(turn.question, turn.prompt)


class ScratchpadTest(unittest.TestCase):
    def test_every_entry_without_slip_is_true(self) -> None:
        rng = random.Random(3)
        for _ in range(3000):
            for step in draw_problem(rng, held_out=False).steps:
                working = work_out(step.left, step.operator, step.right)
                self.assertEqual((working.result, working.remainder), (step.result, 0))
                for entry in "".join(segment.text for segment in working.segments).split(", "):
                    left, right = entry.split("=")
                    self.assertEqual(eval(left), int(right), entry)

    def test_a_slip_is_marked_and_changes_the_result(self) -> None:
        rng = random.Random(4)
        for _ in range(2000):
            step = rng.choice(draw_problem(rng, held_out=False).steps)
            working = work_out_with_slip(rng, step.left, step.operator, step.right)
            self.assertNotEqual(working.result, step.result)
            marked = [segment for segment in working.segments + working.result_segments if segment.is_slip]
            self.assertEqual(len(marked), 1)


class SolutionsTest(unittest.TestCase):
    def test_every_solution_has_one_think_block_and_the_answer_in_a_box_after_it(self) -> None:
        rng = random.Random(5)
        for _ in range(2000):
            problem, style = draw_problem(rng, held_out=False), rng.choice(list(STYLES))
            text = solve(rng, problem, style, rng.random() < 0.5, rng.random() < 0.5).text
            self.assertRegex(text, r"\A<think>\n[^<]+\n</think>\n[^<]+\Z")
            self.assertEqual(BOX.findall(text), [str(problem.answer)])
            self.assertGreater(text.index("\\boxed"), text.index("</think>"))

    def test_checks_follow_from_the_text_and_fail_exactly_when_it_is_wrong(self) -> None:
        rng, failed, total = random.Random(6), 0, 0
        for _ in range(2000):
            problem = draw_problem(rng, held_out=False)
            text = solve(rng, problem, "careful", shows_work=False, box_only=False).text
            checks = CHECK.findall(text)
            self.assertEqual(len(checks), len(problem.steps))
            for left, operator, right, result, *check in checks:
                self._assert_honest(left, right, result, check)
                is_wrong = evaluate(f"{left}{operator}{right}") != int(result)
                self.assertEqual(check[5] == "but", is_wrong, text)
                failed, total = failed + is_wrong, total + 1
            for calculation, result in REPAIR.findall(text):
                self.assertEqual(evaluate(calculation), int(result))
        self.assertTrue(0.25 < failed / total < 0.31, failed / total)

    def _assert_honest(self, left: str, right: str, result: str, check: list[str]) -> None:
        """The check starts from the result as written, and its outcome is what the inverse operation gives."""
        checked, operator, by, outcome, rest, _, expected = check
        self.assertEqual((checked, by, expected), (result, right, left))
        value = evaluate(f"{checked}{operator}{by}")
        self.assertEqual(value, int(outcome) + Fraction(int(rest or 0), int(by)))


class TokenizerTest(unittest.TestCase):
    tokenizer = Tokenizer.load(FOLDER / "tokenizer.json")

    def test_round_trip(self) -> None:
        rng = random.Random(7)
        texts = [conversation_text(draw_conversation(rng, ALL_STYLES)) for _ in range(300)]
        texts += ["Äpfel, 数学 🍎\u00a0\ttabs\r\n  spaces   ", "", " ", "<think></think>", "e\u0301 \u200b \ufeff"]
        for text in texts:
            self.assertEqual(self.tokenizer.decode(self.tokenizer.encode(text)), text)

    def test_digits_and_added_tokens_stand_alone(self) -> None:
        self.assertEqual(len(self.tokenizer.encode("2026")), 4)
        for token_id, token in enumerate(ADDED_TOKENS):
            self.assertEqual(self.tokenizer.encode(token), [token_id])

    def test_slips_weigh_less(self) -> None:
        rng, weights = random.Random(8), []
        for _ in range(100):
            for turn in draw_conversation(rng, {"careful": 1.0}):
                encoded = encode_turn(self.tokenizer, turn)
                self.assertEqual(len(encoded.ids), len(encoded.weights))
                weights += encoded.weights
        self.assertIn(SLIP_WEIGHT, weights)


if __name__ == "__main__":
    unittest.main()
