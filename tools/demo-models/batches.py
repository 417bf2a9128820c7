"""Endless training batches of freshly drawn conversations, grouped by length to waste little padding."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Iterator

import torch
from torch import Tensor

from conversations import QUESTION_WEIGHT, SLIP_WEIGHT, Turn, draw_conversation
from tokenizer import ASSISTANT_ID, END_ID, PAD_ID, USER_ID, Tokenizer

MAX_TOKENS = 512
POOL_SIZE = 512


@dataclass
class Encoded:
    """Token ids and the loss weight of each token as a target."""

    ids: list[int]
    weights: list[float]


@dataclass
class Batch:
    """All of shape [batch, length]; `weights` is zero at padding."""

    inputs: Tensor
    targets: Tensor
    weights: Tensor


def encode_turn(tokenizer: Tokenizer, turn: Turn) -> Encoded:
    prompt_ids = [USER_ID, *tokenizer.encode(turn.prompt), ASSISTANT_ID]
    solution_ids = tokenizer.encode(turn.solution.text)
    weights, start = [], 0
    for token_id in solution_ids:
        end = start + tokenizer.token_length(token_id)
        weights.append(SLIP_WEIGHT if any(turn.solution.slip_flags[start:end]) else 1.0)
        start = end
    return Encoded(
        prompt_ids + solution_ids + [END_ID], [QUESTION_WEIGHT] * len(prompt_ids) + weights + [1.0]
    )


def encode_conversation(tokenizer: Tokenizer, turns: list[Turn]) -> Encoded:
    """Encode as many of the last turns as fit into `MAX_TOKENS`."""
    conversation = Encoded([], [])
    for turn in reversed(turns):
        encoded = encode_turn(tokenizer, turn)
        if conversation.ids and len(encoded.ids) + len(conversation.ids) > MAX_TOKENS:
            break
        conversation = Encoded(encoded.ids + conversation.ids, encoded.weights + conversation.weights)
    return conversation


def draw_batches(
    tokenizer: Tokenizer, rng: random.Random, style_weights: dict[str, float], tokens_per_batch: int
) -> Iterator[Batch]:
    while True:
        pool = [
            encode_conversation(tokenizer, draw_conversation(rng, style_weights)) for _ in range(POOL_SIZE)
        ]
        pool.sort(key=lambda encoded: len(encoded.ids))
        groups, group = [], []
        for encoded in pool:
            if group and len(encoded.ids) * (len(group) + 1) > tokens_per_batch:
                groups.append(group)
                group = []
            group.append(encoded)
        groups.append(group)
        rng.shuffle(groups)
        yield from map(_to_batch, groups)


def _to_batch(group: list[Encoded]) -> Batch:
    length = max(len(encoded.ids) for encoded in group) - 1
    inputs = torch.full((len(group), length), PAD_ID, dtype=torch.long)
    targets, weights = inputs.clone(), torch.zeros(len(group), length)
    for row, encoded in enumerate(group):
        count = len(encoded.ids) - 1
        inputs[row, :count] = torch.tensor(encoded.ids[:-1])
        targets[row, :count] = torch.tensor(encoded.ids[1:])
        weights[row, :count] = torch.tensor(encoded.weights[1:])
    return Batch(inputs, targets, weights)
