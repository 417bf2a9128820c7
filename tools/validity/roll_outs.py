"""Sampling many responses at once.

`tools/demo-models/sampling.py` computes every row until the last one has ended. Here rows leave when they are done,
which is several times faster for a student that sometimes goes on and on, and log-probs are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor

import demo_models  # noqa: F401  (makes the next imports work)
from model import MASKED, LanguageModel, LayerCache
from tokenizer import END_ID, PAD_ID

KEEP_FULL_ABOVE = 0.85
"""Finished rows are removed once fewer than this share of the rows is still going: removing copies the cache."""


@dataclass
class Response:
    """Ids without the end token; log-probs and entropies (nats, at temperature 1) with it, as METRICS §1 has them."""

    ids: list[int] = field(default_factory=list)
    logprobs: list[float] = field(default_factory=list)
    entropies: list[float] = field(default_factory=list)
    has_ended: bool = False


class _Batch:
    """Rows that advance together; `going` maps them to the responses."""

    def __init__(self, model: LanguageModel, prompts: list[list[int]]) -> None:
        self.model = model
        self.responses = [Response() for _ in prompts]
        self.going = list(range(len(prompts)))
        self.ids, self.attended = _pad_left(prompts)
        self.positions = (self.attended.cumsum(1) - 1).clamp(min=0)
        self.mask = _prompt_mask(self.attended)
        self.cache: list[LayerCache] | None = None

    def log_probabilities(self) -> Tensor:
        hidden, self.cache = self.model(self.ids, self.positions, self.mask, self.cache)
        return self.model.logits(hidden[:, -1]).log_softmax(-1)

    def accept(self, drawn: Tensor, log_probabilities: Tensor) -> None:
        entropies = -(log_probabilities.exp() * log_probabilities).sum(-1)
        chosen = log_probabilities.gather(1, drawn)[:, 0]
        for index, token_id, logprob, entropy in zip(
            self.going, drawn[:, 0].tolist(), chosen.tolist(), entropies.tolist()
        ):
            _append(self.responses[index], token_id, logprob, entropy)
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
    model: LanguageModel, prompts: list[list[int]], temperature: float, max_tokens: int, generator: torch.Generator
) -> list[Response]:
    """One response per prompt, in their order; temperature 0 takes the most probable token."""
    batch = _Batch(model, prompts)
    for _ in range(max_tokens):
        log_probabilities = batch.log_probabilities()
        if temperature == 0:
            drawn = log_probabilities.argmax(-1, keepdim=True)
        else:
            drawn = torch.multinomial((log_probabilities / temperature).softmax(-1), 1, generator=generator)
        batch.accept(drawn, log_probabilities)
        if not batch.going:
            break
    return batch.responses


def roll_out_all(
    model: LanguageModel,
    prompts: list[list[int]],
    temperature: float,
    max_tokens: int,
    seed: int,
    batch_size: int = 128,
) -> list[Response]:
    """As `roll_out`, in batches of similar prompt length. Prompt and response stay within the model's positions."""
    generator = torch.Generator().manual_seed(seed)
    order = sorted(range(len(prompts)), key=lambda index: len(prompts[index]))
    responses: dict[int, Response] = {}
    for start in range(0, len(order), batch_size):
        indexes = order[start : start + batch_size]
        batch = [prompts[index] for index in indexes]
        room = model.size.max_positions - max(map(len, batch))
        responses.update(zip(indexes, roll_out(model, batch, temperature, min(max_tokens, room), generator)))
    return [responses[index] for index in range(len(prompts))]


def _append(response: Response, token_id: int, logprob: float, entropy: float) -> None:
    if response.has_ended:
        return
    response.logprobs.append(logprob)
    response.entropies.append(entropy)
    if token_id == END_ID:
        response.has_ended = True
    else:
        response.ids.append(token_id)


def _pad_left(prompts: list[list[int]]) -> tuple[Tensor, Tensor]:
    width = max(map(len, prompts))
    ids = torch.tensor([[PAD_ID] * (width - len(prompt)) + prompt for prompt in prompts])
    attended = torch.tensor([[0] * (width - len(prompt)) + [1] * len(prompt) for prompt in prompts])
    return ids, attended


def _prompt_mask(attended: Tensor) -> Tensor:
    """Causal, and blind to padding."""
    length = attended.shape[1]
    causal = torch.full((length, length), MASKED).triu(1)
    return (causal + ((1 - attended) * MASKED)[:, None, None]).clamp(min=MASKED)
