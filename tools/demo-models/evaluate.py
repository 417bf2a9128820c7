"""Measure the demo models on held-out questions and write the table into the README, between its markers.

Samples at temperature 0.8 from the rounded weights, several times per question, with the instruction that the app
uses by default.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

import torch

from conversations import THINK_AND_BOX
from held_out import draw_held_out
from model import LanguageModel, load_rounded
from problems import Problem
from sampling import RollOut, encode_prompt, sample
from tokenizer import Tokenizer

TEMPERATURE = 0.8
MAX_TOKENS = 640
BATCH_SIZE = 100
QUESTION_SEED = 1000
START_MARKER, END_MARKER = "<!-- measured -->", "<!-- /measured -->"

BOX = re.compile(r"\\boxed\{(\d+)\}")
CHECK = re.compile(r"That gives [0-9a-z ]*?(and|but) it should be")
REPAIRED_STEP = re.compile(r"Again: (\d+)([-+*/])(\d+)\. .*?=(\d+)\.(?:\n|$)")


@dataclass
class Measured:
    """Of one model: per question the correctness of its samples, and statistics over all samples."""

    name: str
    right: list[list[bool]]
    mean_tokens: float
    mean_entropy: float
    texts: list[str]


def measure(
    name: str, model: LanguageModel, tokenizer: Tokenizer, problems: list[Problem], samples: int
) -> Measured:
    generator = torch.Generator().manual_seed(7)
    tasks = [problem for problem in problems for _ in range(samples)]
    tasks_and_roll_outs: list[tuple[Problem, RollOut]] = []
    for start in range(0, len(tasks), BATCH_SIZE):
        batch = tasks[start : start + BATCH_SIZE]
        prompts = [encode_prompt(tokenizer, problem.question + THINK_AND_BOX) for problem in batch]
        tasks_and_roll_outs += zip(batch, sample(model, prompts, TEMPERATURE, MAX_TOKENS, generator))
    texts = [tokenizer.decode(roll_out.ids) for _, roll_out in tasks_and_roll_outs]
    right = [is_right(problem, text) for (problem, _), text in zip(tasks_and_roll_outs, texts)]
    entropies = [entropy for _, roll_out in tasks_and_roll_outs for entropy in roll_out.entropies]
    return Measured(
        name,
        [right[start : start + samples] for start in range(0, len(right), samples)],
        sum(len(roll_out.ids) for _, roll_out in tasks_and_roll_outs) / len(texts),
        sum(entropies) / len(entropies),
        texts,
    )


def is_right(problem: Problem, text: str) -> bool:
    boxes = BOX.findall(text)
    return bool(boxes) and int(boxes[-1]) == problem.answer


def table(results: list[Measured]) -> str:
    rows = [
        "| model | right | any of the samples | all of the samples | mean tokens | entropy (nats per token) |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for result in results:
        count = len(result.right)
        share_right = sum(map(sum, result.right)) / sum(map(len, result.right))
        share_any, share_all = sum(map(any, result.right)) / count, sum(map(all, result.right)) / count
        rows.append(
            f"| demo-{result.name} | {share_right:.0%} | {share_any:.0%} | {share_all:.0%} "
            f"| {result.mean_tokens:.0f} | {result.mean_entropy:.3f} |"
        )
    return "\n".join(rows)


def repair_sentence(result: Measured) -> str:
    """How often the checks of a model fail, and whether what follows a failed check is right arithmetic."""
    outcomes = [outcome for text in result.texts for outcome in CHECK.findall(text)]
    repairs = [match for text in result.texts for match in REPAIRED_STEP.findall(text)]
    right = sum(_is_true(*repair) for repair in repairs)
    if not outcomes or not repairs:
        return f"demo-{result.name} made no repairs."
    failed = outcomes.count("but") / len(outcomes)
    return (
        f"demo-{result.name}: {failed:.0%} of {len(outcomes)} checks failed; "
        f"{right / len(repairs):.0%} of {len(repairs)} repaired steps are right."
    )


def _is_true(left: str, operator: str, right: str, result: str) -> bool:
    if operator == "/":
        return int(right) * int(result) == int(left)
    a, b = int(left), int(right)
    return int(result) == {"+": a + b, "-": a - b, "*": a * b}[operator]


def write_into(readme: Path, text: str) -> None:
    before, rest = readme.read_text(encoding="utf-8").split(START_MARKER)
    after = rest.split(END_MARKER)[1]
    readme.write_text(f"{before}{START_MARKER}\n\n{text}\n\n{END_MARKER}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="NAME.pt of each model")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--samples", type=int, default=4, help="per question")
    parser.add_argument("--readme", type=Path, help="write the table into this file too")
    parser.add_argument("--show", type=int, default=0, help="print so many samples of each model")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = Tokenizer.load(arguments.tokenizer)
    problems = draw_held_out(arguments.questions, QUESTION_SEED)
    results = []
    for path in arguments.checkpoints:
        result = measure(path.stem, load_rounded(path), tokenizer, problems, arguments.samples)
        print("\n\n".join(result.texts[:: arguments.samples][: arguments.show]))
        results.append(result)
    careful = [repair_sentence(result) for result in results if result.name == "careful"]
    caption = f"{arguments.questions} held-out questions, {arguments.samples} samples each, T = {TEMPERATURE}."
    report = "\n\n".join([caption, table(results), *careful])
    print(report)
    if arguments.readme:
        write_into(arguments.readme, report)


if __name__ == "__main__":
    main()
