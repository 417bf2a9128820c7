"""Trajectories: what teachers and student wrote, and what the student thinks of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch

import demo_models  # noqa: F401  (makes the next imports work)
from conversations import THINK_AND_BOX
from evaluate import is_right
from model import LanguageModel
from problems import Problem
from roll_outs import roll_out_all
from sampling import encode_prompt
from tokenizer import PAD_ID, Tokenizer

TEMPERATURE = 0.8
MAX_TOKENS = 400
"""Of the page's demo run (`src/lib/core/run/demo.ts`), like the temperature and the prompt."""

SAMPLES = 4


@dataclass
class StudentTrack:
    """Per response token under the student, the end token excluded (METRICS §1, §3)."""

    logprobs: list[float] = field(default_factory=list)
    entropies: list[float] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)
    mean_hidden: list[float] = field(default_factory=list)


@dataclass
class Trajectory:
    id: str
    question_id: str
    question: str
    kind: str
    writer: str
    text: str
    ids: list[int]
    has_ended: bool
    is_correct: bool
    """The last box holds exactly the integer, and the response came to its end."""

    entropies: list[float]
    """Under the writer, the end token included."""

    student: StudentTrack = field(default_factory=StudentTrack)


def question_prompt(tokenizer: Tokenizer, question: str) -> list[int]:
    """With the page's default prompt, in the chat template."""
    return encode_prompt(tokenizer, question + THINK_AND_BOX)


def write_trajectories(
    model: LanguageModel, writer: str, tokenizer: Tokenizer, problems: dict[str, Problem], seed: int
) -> list[Trajectory]:
    """`SAMPLES` trajectories per question; `problems` by question id."""
    tasks = [(question_id, sample) for question_id in problems for sample in range(SAMPLES)]
    prompts = [question_prompt(tokenizer, problems[question_id].question) for question_id, _ in tasks]
    responses = roll_out_all(model, prompts, TEMPERATURE, MAX_TOKENS, seed, with_entropies=True)
    trajectories = []
    for (question_id, sample), response in zip(tasks, responses):
        problem, text = problems[question_id], tokenizer.decode(response.ids)
        trajectories.append(
            Trajectory(
                id=f"{question_id}/{writer}/{sample}",
                question_id=question_id,
                question=problem.question,
                kind=problem.kind,
                writer=writer,
                text=text,
                ids=response.ids,
                has_ended=response.has_ended,
                is_correct=response.has_ended and is_right(problem, text),
                entropies=response.entropies,
            )
        )
    return trajectories


@torch.no_grad()
def read_by_student(
    student: LanguageModel, tokenizer: Tokenizer, trajectories: list[Trajectory], batch_size: int = 64
) -> None:
    """Teacher forcing: fills in the student's track of every trajectory."""
    ordered = sorted(trajectories, key=lambda trajectory: len(trajectory.ids))
    for start in range(0, len(ordered), batch_size):
        batch = ordered[start : start + batch_size]
        prompts = [question_prompt(tokenizer, trajectory.question) for trajectory in batch]
        rows = [prompt + trajectory.ids for prompt, trajectory in zip(prompts, batch)]
        width = max(map(len, rows))
        ids = torch.tensor([row + [PAD_ID] * (width - len(row)) for row in rows])
        hidden, _ = student(ids)
        for row, prompt, trajectory in zip(range(len(batch)), prompts, batch):
            states = hidden[row, len(prompt) - 1 : len(prompt) + len(trajectory.ids)]
            trajectory.student = _track(student, states, trajectory.ids)


def _track(student: LanguageModel, states: torch.Tensor, ids: list[int]) -> StudentTrack:
    """`states`: of the prompt's last token and of all response tokens; each predicts the token after it."""
    if not ids:
        return StudentTrack()
    log_probabilities = student.logits(states[:-1]).double().log_softmax(-1)
    chosen = log_probabilities.gather(1, torch.tensor(ids)[:, None])
    return StudentTrack(
        logprobs=chosen[:, 0].tolist(),
        entropies=(-(log_probabilities.exp() * log_probabilities).sum(-1)).tolist(),
        ranks=(1 + (log_probabilities > chosen).sum(-1)).tolist(),
        mean_hidden=states[1:].mean(0).tolist(),
    )
