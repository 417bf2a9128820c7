"""Sampling many responses at once.

`tools/demo-models/sampling.py` computes every row until the last one has ended. Here rows leave when they are done,
and a token is drawn with one random number instead of one per token of the vocabulary: together several times faster.
"""

from __future__ import annotations

import torch
from torch import Tensor

import demo_models  # noqa: F401  (makes the next imports work)
from model import MASKED, LanguageModel, LayerCache
from sampling import RollOut, pad_left, prompt_mask

KEEP_FULL_ABOVE = 0.85
"""Finished rows are removed once fewer than this share of the rows is still going: removing copies the cache."""


class _Batch:
    """Rows that advance together; `going` maps them to the responses."""

    def __init__(self, model: LanguageModel, prompts: list[list[int]]) -> None:
        self.model = model
        self.responses = [RollOut() for _ in prompts]
        self.going = list(range(len(prompts)))
        self.ids, self.attended = pad_left(prompts)
        self.positions = (self.attended.cumsum(1) - 1).clamp(min=0)
        self.mask = prompt_mask(self.attended)
        self.cache: list[LayerCache] | None = None

    def log_probabilities(self) -> Tensor:
        hidden, self.cache = self.model(self.ids, self.positions, self.mask, self.cache)
        return self.model.logits(hidden[:, -1]).log_softmax(-1)

    def accept(self, drawn: Tensor, entropies: list[float]) -> None:
        """`entropies`: one per row, or none."""
        for row, (index, token_id) in enumerate(zip(self.going, drawn[:, 0].tolist())):
            self.responses[index].append(token_id, entropies[row] if entropies else None)
        self.ids, self.positions = drawn, self.positions[:, -1:] + 1
        self.attended = torch.cat((self.attended, torch.ones_like(drawn)), 1)
        self._drop_finished()
        self.mask = ((1 - self.attended) * MASKED)[:, None, None]

    def _drop_finished(self) -> None:
        rows = [row for row, index in enumerate(self.going) if not self.responses[index].has_ended]
        if len(rows) > KEEP_FULL_ABOVE * len(self.going):
            return
        kept = torch.tensor(rows, dtype=torch.long)
        self.going = [self.going[row] for row in rows]
        self.ids, self.positions, self.attended = self.ids[kept], self.positions[kept], self.attended[kept]
        self.cache = [(keys[kept], values[kept]) for keys, values in self.cache or []]


@torch.no_grad()
def roll_out(
    model: LanguageModel,
    prompts: list[list[int]],
    temperature: float,
    max_tokens: int,
    generator: torch.Generator,
    with_entropies: bool = False,
) -> list[RollOut]:
    """One response per prompt, in their order; temperature 0 takes the most probable token."""
    batch = _Batch(model, prompts)
    for _ in range(max_tokens):
        log_probabilities = batch.log_probabilities()
        drawn = _draw(log_probabilities, temperature, generator)
        entropies = -(log_probabilities.exp() * log_probabilities).sum(-1) if with_entropies else torch.empty(0)
        batch.accept(drawn, entropies.tolist())
        if not batch.going:
            break
    return batch.responses


def _draw(log_probabilities: Tensor, temperature: float, generator: torch.Generator) -> Tensor:
    """[rows, 1]; the inverse of the cumulative distribution at a uniform random number."""
    if temperature == 0:
        return log_probabilities.argmax(-1, keepdim=True)
    cumulative = (log_probabilities / temperature).exp().cumsum(-1)
    threshold = torch.rand(len(cumulative), 1, generator=generator) * cumulative[:, -1:]
    # Rounding may put the threshold at the very end.
    return torch.searchsorted(cumulative, threshold, right=True).clamp(max=cumulative.shape[1] - 1)


def roll_out_all(
    model: LanguageModel,
    prompts: list[list[int]],
    temperature: float,
    max_tokens: int,
    seed: int,
    batch_size: int = 128,
    with_entropies: bool = False,
) -> list[RollOut]:
    """As `roll_out`, in batches of similar prompt length. Prompt and response stay within the model's positions."""
    generator = torch.Generator().manual_seed(seed)
    order = sorted(range(len(prompts)), key=lambda index: len(prompts[index]))
    responses: dict[int, RollOut] = {}
    for start in range(0, len(order), batch_size):
        indexes = order[start : start + batch_size]
        batch = [prompts[index] for index in indexes]
        room = model.size.max_positions - max(map(len, batch))
        limit = min(max_tokens, room)
        responses.update(zip(indexes, roll_out(model, batch, temperature, limit, generator, with_entropies)))
    return [responses[index] for index in range(len(prompts))]
