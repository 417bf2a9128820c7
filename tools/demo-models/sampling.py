"""Batched sampling from a model, with the full distribution's entropy at every step."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor

from model import MASKED, LanguageModel
from tokenizer import ASSISTANT_ID, END_ID, PAD_ID, USER_ID, Tokenizer


@dataclass
class RollOut:
    """Sampled ids without the end token, and the entropy (nats, at temperature 1) at each, the end included."""

    ids: list[int] = field(default_factory=list)
    entropies: list[float] = field(default_factory=list)
    has_ended: bool = False

    def append(self, token_id: int, entropy: float | None) -> None:
        """The end token ends it; nothing comes after that. An entropy of None is left out."""
        if self.has_ended:
            return
        if entropy is not None:
            self.entropies.append(entropy)
        if token_id == END_ID:
            self.has_ended = True
        else:
            self.ids.append(token_id)


def encode_prompt(tokenizer: Tokenizer, prompt: str) -> list[int]:
    return [USER_ID, *tokenizer.encode(prompt), ASSISTANT_ID]


@torch.no_grad()
def sample(
    model: LanguageModel, prompts: list[list[int]], temperature: float, max_tokens: int, generator: torch.Generator
) -> list[RollOut]:
    """Sample one roll-out per prompt; the prompts are padded on the left and advance together."""
    ids, attended = pad_left(prompts)
    positions = (attended.cumsum(1) - 1).clamp(min=0)
    mask = prompt_mask(attended)
    roll_outs, cache = [RollOut() for _ in prompts], None
    for _ in range(max_tokens):
        hidden, cache = model(ids, positions, mask, cache)
        log_probabilities = model.logits(hidden[:, -1]).log_softmax(-1)
        entropies = -(log_probabilities.exp() * log_probabilities).sum(-1)
        drawn = torch.multinomial((log_probabilities / temperature).softmax(-1), 1, generator=generator)
        for roll_out, token_id, entropy in zip(roll_outs, drawn[:, 0].tolist(), entropies.tolist()):
            roll_out.append(token_id, entropy)
        if all(roll_out.has_ended for roll_out in roll_outs):
            break
        ids, positions = drawn, positions[:, -1:] + 1
        attended = torch.cat((attended, torch.ones_like(drawn)), 1)
        mask = ((1 - attended) * MASKED)[:, None, None]
    return roll_outs


def pad_left(prompts: list[list[int]]) -> tuple[Tensor, Tensor]:
    width = max(map(len, prompts))
    ids = torch.tensor([[PAD_ID] * (width - len(prompt)) + prompt for prompt in prompts])
    attended = torch.tensor([[0] * (width - len(prompt)) + [1] * len(prompt) for prompt in prompts])
    return ids, attended


def prompt_mask(attended: Tensor) -> Tensor:
    """Causal, and blind to padding."""
    length = attended.shape[1]
    causal = torch.full((length, length), MASKED).triu(1)
    return (causal + ((1 - attended) * MASKED)[:, None, None]).clamp(min=MASKED)
