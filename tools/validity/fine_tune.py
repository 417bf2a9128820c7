"""Supervised fine-tuning of the student: the loss is on response tokens only, and every run takes the same steps."""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass
from typing import Iterator

import torch
from torch.nn import functional

import demo_models  # noqa: F401  (makes the next imports work)
from model import LanguageModel
from tokenizer import END_ID, PAD_ID, Tokenizer
from trajectories import Trajectory, question_prompt

STEPS = 64
BATCH_SIZE = 16
WARM_UP_STEPS = 6
BETAS = (0.9, 0.95)
GRADIENT_LIMIT = 1.0


@dataclass(frozen=True)
class Example:
    """Token ids, of which the first `prompt_length` are not trained on."""

    ids: list[int]
    prompt_length: int


def encode_example(tokenizer: Tokenizer, trajectory: Trajectory) -> Example:
    """A truncated response does not teach to end."""
    prompt = question_prompt(tokenizer, trajectory.question)
    ending = [END_ID] if trajectory.has_ended else []
    return Example(prompt + trajectory.ids + ending, len(prompt))


def fine_tune(
    student: LanguageModel, examples: list[Example], learning_rate: float, seed: int, steps: int = STEPS
) -> LanguageModel:
    """A trained copy. AdamW without weight decay, short warm-up, linear decay to zero."""
    model = copy.deepcopy(student).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate, betas=BETAS, weight_decay=0.0)
    for step, batch in zip(range(steps), _batches(examples, random.Random(seed))):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate * min((step + 1) / WARM_UP_STEPS, 1 - step / steps)
        optimizer.zero_grad()
        _response_loss(model, batch).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), GRADIENT_LIMIT)
        optimizer.step()
    return model.eval()


def _batches(examples: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Endless; every example once before any twice."""
    queue: list[Example] = []
    while True:
        while len(queue) < BATCH_SIZE:
            queue += rng.sample(examples, len(examples))
        yield queue[:BATCH_SIZE]
        queue = queue[BATCH_SIZE:]


def _response_loss(model: LanguageModel, batch: list[Example]) -> torch.Tensor:
    """Mean over response tokens, nats."""
    width = max(len(example.ids) for example in batch)
    ids = torch.tensor([example.ids + [PAD_ID] * (width - len(example.ids)) for example in batch])
    is_trained = torch.zeros_like(ids, dtype=torch.bool)
    for row, example in enumerate(batch):
        is_trained[row, example.prompt_length : len(example.ids)] = True
    hidden, _ = model(ids[:, :-1])
    wanted = is_trained[:, 1:]
    return functional.cross_entropy(model.logits(hidden[wanted]), ids[:, 1:][wanted])
