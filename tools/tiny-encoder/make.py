"""Write `test/fixtures/tiny-encoder`: an embedding model of 20 kB, in the form in which the hub keeps them.

    /usr/bin/python3 tools/tiny-encoder/make.py

Its last hidden state is the row of a seeded table for each token, so that the vector of a text is known: the
mean of its tokens' rows. Tokens are those of the demo models. Versions: ../student-reference/debian-packages.txt.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy
from onnx import TensorProto, checker, helper, numpy_helper, save

REPOSITORY = Path(__file__).resolve().parents[2]
TOKENIZER = REPOSITORY / "static" / "models" / "v1" / "demo-student"
OUTPUT = REPOSITORY / "test" / "fixtures" / "tiny-encoder"
VOCABULARY, DIMENSIONS, CONTEXT = 640, 8, 512


def network():
    table = numpy.random.default_rng(5).normal(0, 1, (VOCABULARY, DIMENSIONS)).astype(numpy.float32)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", DIMENSIONS])
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])],
        "tiny-encoder",
        inputs,
        [output],
        [numpy_helper.from_array(table, "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    checker.check_model(model)
    return model


def main() -> None:
    (OUTPUT / "onnx").mkdir(parents=True, exist_ok=True)
    save(network(), OUTPUT / "onnx" / "model_quantized.onnx")
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": DIMENSIONS,
        "vocab_size": VOCABULARY,
        "max_position_embeddings": CONTEXT,
    }
    (OUTPUT / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    shutil.copy(TOKENIZER / "tokenizer.json", OUTPUT)
    tokenizer = json.loads((TOKENIZER / "tokenizer_config.json").read_text())
    tokenizer.pop("chat_template")
    tokenizer["model_max_length"] = CONTEXT
    (OUTPUT / "tokenizer_config.json").write_text(json.dumps(tokenizer, indent=1) + "\n")


if __name__ == "__main__":
    main()
