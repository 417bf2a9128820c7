"""Muon for the hidden matrices, AdamW for embedding and norms.

Muon (Jordan et al. 2024, https://kellerjordan.github.io/posts/muon) replaces the momentum of a matrix by the nearest
semi-orthogonal matrix. For models this small it needs about half the steps of AdamW alone.
"""

from __future__ import annotations

import torch
from torch import Tensor

from model import LanguageModel

ADAM_LEARNING_RATE = 3e-3
MOMENTUM = 0.95
WEIGHT_DECAY = 0.01
NEWTON_SCHULZ_STEPS = 5
NEWTON_SCHULZ_COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def orthogonalise(matrix: Tensor) -> Tensor:
    """Push all singular values towards one with Newton-Schulz iterations."""
    first, third, fifth = NEWTON_SCHULZ_COEFFICIENTS
    result = matrix / (matrix.norm() + 1e-7)
    is_tall = result.shape[0] > result.shape[1]
    if is_tall:
        result = result.t()
    for _ in range(NEWTON_SCHULZ_STEPS):
        gram = result @ result.t()
        result = first * result + (third * gram + fifth * gram @ gram) @ result
    return result.t() if is_tall else result


class MuonWithAdam:
    """Takes a step for all parameters of a model; `scale` in 0..1 comes from the learning-rate schedule."""

    def __init__(self, model: LanguageModel, muon_learning_rate: float) -> None:
        named = list(model.named_parameters())
        self._matrices = [weight for name, weight in named if weight.dim() == 2 and name != "embed.weight"]
        self._momenta = [torch.zeros_like(weight) for weight in self._matrices]
        others = [weight for name, weight in named if weight.dim() == 1 or name == "embed.weight"]
        self._adam = torch.optim.AdamW(others, lr=ADAM_LEARNING_RATE, betas=(0.9, 0.95), weight_decay=0.0)
        self._muon_learning_rate = muon_learning_rate
        self._model = model

    def clear_gradients(self) -> None:
        for parameter in self._model.parameters():
            parameter.grad = None

    @torch.no_grad()
    def step(self, scale: float) -> None:
        rate = self._muon_learning_rate * scale
        for weight, momentum in zip(self._matrices, self._momenta):
            momentum.mul_(MOMENTUM).add_(weight.grad)
            nesterov = weight.grad + MOMENTUM * momentum
            weight.mul_(1 - rate * WEIGHT_DECAY).add_(self._update(nesterov), alpha=-rate)
        for group in self._adam.param_groups:
            group["lr"] = ADAM_LEARNING_RATE * scale
        self._adam.step()

    @staticmethod
    def _update(gradient: Tensor) -> Tensor:
        """Query, key and value share a matrix but are orthogonalised apart, as separate maps."""
        rows, columns = gradient.shape
        parts = gradient.split(columns, 0) if rows > columns and rows % columns == 0 else [gradient]
        scaled = [orthogonalise(part) * max(1.0, part.shape[0] / part.shape[1]) ** 0.5 for part in parts]
        return torch.cat(scaled, 0)
