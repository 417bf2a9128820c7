"""A Llama-style decoder: RMSNorm, rotary positions (half-split), SwiGLU, no biases, output tied to the embedding.

Module names are the tensor names of the exported packages (`layers.0.qkv.weight`, …).
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Optional

import torch
from torch import Tensor, nn
from torch.nn import functional

MASKED = -1e9
"""Added to attention scores that must not count; finite, so that a fully masked row stays a number."""

LayerCache = tuple[Tensor, Tensor]


@dataclass(frozen=True)
class ModelSize:
    vocab_size: int
    hidden_size: int = 128
    layer_count: int = 4
    head_count: int = 4
    mlp_size: int = 352
    rope_theta: float = 10000.0
    norm_epsilon: float = 1e-6
    max_positions: int = 1024

    @property
    def head_size(self) -> int:
        return self.hidden_size // self.head_count


class RmsNorm(nn.Module):
    def __init__(self, size: ModelSize) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size.hidden_size))
        self.epsilon = size.norm_epsilon

    def forward(self, hidden: Tensor) -> Tensor:
        return hidden * torch.rsqrt(hidden.pow(2).mean(-1, keepdim=True) + self.epsilon) * self.weight


def rotate(vectors: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    """Rotary position embedding that pairs dimension i with i + head_size / 2 (`rotate_half`)."""
    lower, upper = vectors.chunk(2, -1)
    return vectors * cosines + torch.cat((-upper, lower), -1) * sines


class Layer(nn.Module):
    def __init__(self, size: ModelSize) -> None:
        super().__init__()
        self.size = size
        self.norm1 = RmsNorm(size)
        self.qkv = nn.Linear(size.hidden_size, 3 * size.hidden_size, bias=False)
        self.o = nn.Linear(size.hidden_size, size.hidden_size, bias=False)
        self.norm2 = RmsNorm(size)
        self.gate_up = nn.Linear(size.hidden_size, 2 * size.mlp_size, bias=False)
        self.down = nn.Linear(size.mlp_size, size.hidden_size, bias=False)

    def forward(
        self, hidden: Tensor, cosines: Tensor, sines: Tensor, mask: Tensor, past: Optional[LayerCache]
    ) -> tuple[Tensor, LayerCache]:
        attended, cache = self._attend(self.norm1(hidden), cosines, sines, mask, past)
        hidden = hidden + attended
        gate, up = self.gate_up(self.norm2(hidden)).split(self.size.mlp_size, -1)
        return hidden + self.down(functional.silu(gate) * up), cache

    def _attend(
        self, hidden: Tensor, cosines: Tensor, sines: Tensor, mask: Tensor, past: Optional[LayerCache]
    ) -> tuple[Tensor, LayerCache]:
        batch, length, width = hidden.shape
        by_head = (batch, length, self.size.head_count, self.size.head_size)
        query, key, value = (part.reshape(by_head).transpose(1, 2) for part in self.qkv(hidden).split(width, -1))
        query, key = rotate(query, cosines, sines), rotate(key, cosines, sines)
        if past is not None:
            key, value = torch.cat((past[0], key), 2), torch.cat((past[1], value), 2)
        scores = query @ key.transpose(-1, -2) / math.sqrt(self.size.head_size) + mask
        mixed = functional.softmax(scores, -1) @ value
        return self.o(mixed.transpose(1, 2).reshape(batch, length, width)), (key, value)


class LanguageModel(nn.Module):
    def __init__(self, size: ModelSize) -> None:
        super().__init__()
        self.size = size
        self.embed = nn.Embedding(size.vocab_size, size.hidden_size)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layer_count))
        self.norm = RmsNorm(size)
        self._initialise()

    def _initialise(self) -> None:
        """Scaled normal weights; what is added to the residual stream starts small."""
        for name, parameter in self.named_parameters():
            if name == "embed.weight":
                nn.init.normal_(parameter, 0, 0.02)
            elif parameter.dim() == 2:
                residual_scale = 0.3 if name.endswith(("o.weight", "down.weight")) else 1.0
                nn.init.normal_(parameter, 0, residual_scale / math.sqrt(parameter.shape[1]))

    def rotation(self, positions: Tensor) -> tuple[Tensor, Tensor]:
        """Cosines and sines of shape [batch, 1, length, head_size]."""
        exponents = torch.arange(0, self.size.head_size, 2, dtype=self.norm.weight.dtype) / self.size.head_size
        angles = positions[..., None] * self.size.rope_theta**-exponents
        angles = torch.cat((angles, angles), -1)[:, None]
        return angles.cos(), angles.sin()

    def forward(
        self,
        ids: Tensor,
        positions: Optional[Tensor] = None,
        mask: Optional[Tensor] = None,
        past: Optional[list[LayerCache]] = None,
    ) -> tuple[Tensor, list[LayerCache]]:
        """Token ids [batch, length] to the last hidden state [batch, length, hidden] and the key-value cache.

        `mask` is added to attention scores of shape [batch, heads, length, past + length]; without it a plain
        causal mask is used, which is right only without `past`.
        """
        length = ids.shape[1]
        if positions is None:
            positions = torch.arange(length)[None]
        if mask is None:
            mask = torch.full((length, length), MASKED, dtype=self.norm.weight.dtype).triu(1)
        cosines, sines = self.rotation(positions)
        hidden, cache = self.embed(ids), []
        for index, layer in enumerate(self.layers):
            hidden, layer_cache = layer(hidden, cosines, sines, mask, past[index] if past else None)
            cache.append(layer_cache)
        return self.norm(hidden), cache

    def logits(self, hidden: Tensor) -> Tensor:
        return hidden @ self.embed.weight.t()


def save_checkpoint(model: LanguageModel, path: Path, record: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"size": asdict(model.size), "weights": model.state_dict(), "record": record}, path)


def load_checkpoint(path: Path) -> LanguageModel:
    checkpoint = torch.load(path)
    model = LanguageModel(ModelSize(**checkpoint["size"]))
    model.load_state_dict(checkpoint["weights"])
    return model


def load_rounded(path: Path) -> LanguageModel:
    """Load with all weights rounded to what float16 can hold: the weights of every exported package."""
    model = load_checkpoint(path)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(parameter.half().float())
    return model
