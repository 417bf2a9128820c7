"""The demo models from the packages that the page serves: what is measured here is what people run.

Importing this module makes the modules of `tools/demo-models` importable.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy
import onnx
import torch
from onnx import numpy_helper

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tools" / "demo-models"))
sys.dont_write_bytecode = True

from model import LanguageModel, ModelSize  # noqa: E402
from tokenizer import Tokenizer  # noqa: E402

PACKAGES = REPOSITORY / "static" / "models" / "v1"
TEACHERS = ("demo-terse", "demo-careful", "demo-hasty")
STUDENT = "demo-student"


def load_tokenizer() -> Tokenizer:
    """All demo models share one."""
    return Tokenizer.load(PACKAGES / STUDENT / "tokenizer.json")


def load_demo_model(name: str) -> LanguageModel:
    """The weights of an ONNX package, in float32 (they were rounded to float16 when they were exported)."""
    folder = PACKAGES / name
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    model = LanguageModel(
        ModelSize(
            vocab_size=config["vocab_size"],
            hidden_size=config["hidden_size"],
            layer_count=config["num_hidden_layers"],
            head_count=config["num_attention_heads"],
            mlp_size=config["intermediate_size"],
            rope_theta=config["rope_theta"],
            norm_epsilon=config["rms_norm_eps"],
            max_positions=config["max_position_embeddings"],
        )
    )
    graph = onnx.load(str(folder / "onnx" / "model.onnx")).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    weights = {name: _as_module_weight(name, stored[name]) for name, _ in model.named_parameters()}
    model.load_state_dict(weights)
    return model.eval()


def _as_module_weight(name: str, stored: numpy.ndarray) -> torch.Tensor:
    """The graph multiplies by transposed matrices; only the embedding is stored as PyTorch has it."""
    is_transposed = stored.ndim == 2 and name != "embed.weight"
    return torch.from_numpy((stored.T if is_transposed else stored).astype(numpy.float32))
