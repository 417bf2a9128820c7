"""The demo models from their committed packages, so that nothing has to be trained to make reference numbers."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy
import torch

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tools" / "demo-models"))
sys.dont_write_bytecode = True

from model import LanguageModel, ModelSize  # noqa: E402

PACKAGES = REPOSITORY / "test" / "fixtures" / "tiny-mlc" / "models"


def load_package(name: str) -> LanguageModel:
    """The exported weights (rounded to float16 when they were exported), in float64."""
    folder = PACKAGES / name
    config = json.loads((folder / "mlc-chat-config.json").read_text())["model_config"]
    model = LanguageModel(
        ModelSize(
            vocab_size=config["vocab_size"],
            hidden_size=config["hidden_size"],
            layer_count=config["num_hidden_layers"],
            head_count=config["num_attention_heads"],
            mlp_size=config["intermediate_size"],
            rope_theta=config["position_embedding_base"],
            norm_epsilon=config["rms_norm_eps"],
        )
    )
    model.load_state_dict(read_tensors(folder))
    return model.double().eval()


def read_tensors(folder: Path) -> dict[str, torch.Tensor]:
    tensors = {}
    for shard in json.loads((folder / "tensor-cache.json").read_text())["records"]:
        data = (folder / shard["dataPath"]).read_bytes()
        for record in shard["records"]:
            count = record["nbytes"] // 4
            values = numpy.frombuffer(data, numpy.float32, count, record["byteOffset"])
            tensors[record["name"]] = torch.from_numpy(values.reshape(record["shape"]).copy())
    return tensors


def weights_hash(name: str) -> str:
    """Of the shards of a package: tells whether reference numbers belong to the weights at hand."""
    digest = hashlib.sha256()
    for shard in json.loads((PACKAGES / name / "tensor-cache.json").read_text())["records"]:
        digest.update((PACKAGES / name / shard["dataPath"]).read_bytes())
    return digest.hexdigest()
