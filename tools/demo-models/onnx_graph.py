"""The decoder as an ONNX graph (opset 17) with the inputs and outputs that transformers.js expects.

Matrices are stored as float16 and cast to float32 where they are used: half the download, and the same numbers as
PyTorch with the rounded weights, because all arithmetic is float32.
"""

from __future__ import annotations

from typing import Any, Union

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

from model import MASKED, LanguageModel

IR_VERSION = 8
OPSET = 17

Array = Union[numpy.ndarray, numpy.generic]


class GraphBuilder:
    """Collects nodes and initialisers; every method returns the name of the tensor it adds."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: Array) -> str:
        self.initializers.setdefault(name, numpy_helper.from_array(numpy.asarray(value), name))
        return name

    def integers(self, *values: int) -> str:
        return self.constant("axes_" + "_".join(map(str, values)), numpy.array(values, numpy.int64))

    def scalar(self, value: int) -> str:
        return self.constant(f"integer_{value}", numpy.array(value, numpy.int64))

    def add(self, operator: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        output = output or f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output

    def split(self, tensor: str, count: int) -> list[str]:
        outputs = [f"Split_{len(self.nodes)}_{index}" for index in range(count)]
        self.nodes.append(helper.make_node("Split", [tensor], outputs, axis=-1))
        return outputs

    def matrix(self, name: str, value: numpy.ndarray) -> str:
        return self.add("Cast", self.constant(name, value.astype(numpy.float16)), to=TensorProto.FLOAT)


class DecoderGraph:
    def __init__(self, model: LanguageModel) -> None:
        self.size = model.size
        self.weights = {name: weight.detach().numpy() for name, weight in model.named_parameters()}
        self.graph = GraphBuilder()

    def build(self) -> onnx.ModelProto:
        graph = self.graph
        mask = self._mask()
        cosines, sines = self._rotation()
        embedding = graph.matrix("embed.weight", self.weights["embed.weight"])
        hidden = graph.add("Gather", embedding, "input_ids", axis=0)
        for index in range(self.size.layer_count):
            hidden = graph.add("Add", hidden, self._attention(index, hidden, cosines, sines, mask))
            hidden = graph.add("Add", hidden, self._mlp(index, hidden))
        self._norm(hidden, "norm.weight", output="last_hidden_state")
        head = graph.add("Transpose", embedding, perm=[1, 0])
        graph.add("MatMul", "last_hidden_state", head, output="logits")
        return self._to_model()

    def _mask(self) -> str:
        """Zero where a query may see a key (not later, not padding), a large negative number elsewhere."""
        graph = self.graph
        lengths = [graph.add("Gather", graph.add("Shape", name), graph.scalar(1), axis=0)
                   for name in ("input_ids", "attention_mask")]
        zero, one = graph.scalar(0), graph.scalar(1)
        past = graph.add("Sub", lengths[1], lengths[0])
        queries = graph.add("Add", graph.add("Range", zero, lengths[0], one), past)
        keys = graph.add("Range", zero, lengths[1], one)
        causal = graph.add(
            "LessOrEqual",
            graph.add("Unsqueeze", keys, graph.integers(0)),
            graph.add("Unsqueeze", queries, graph.integers(1)),
        )
        attended = graph.add("Cast", "attention_mask", to=TensorProto.BOOL)
        allowed = graph.add(
            "And",
            graph.add("Unsqueeze", causal, graph.integers(0, 1)),
            graph.add("Unsqueeze", attended, graph.integers(1, 2)),
        )
        return graph.add(
            "Where", allowed, graph.constant("zero", numpy.float32(0)), graph.constant("masked", numpy.float32(MASKED))
        )

    def _rotation(self) -> tuple[str, str]:
        """Cosines and sines by position, from tables: an angle of some hundred radians computed in float32 is wrong by
        up to 1e-4, and so would be the log-probs of long responses.
        """
        graph, size = self.graph, self.size
        frequencies = size.rope_theta ** -(numpy.arange(0, size.head_size, 2) / size.head_size)
        angles = numpy.arange(size.max_positions)[:, None] * frequencies
        angles = numpy.concatenate((angles, angles), axis=1)
        tables = {"cosines": numpy.cos(angles), "sines": numpy.sin(angles)}
        rows = [
            graph.add("Gather", graph.constant(name, table.astype(numpy.float32)), "position_ids", axis=0)
            for name, table in tables.items()
        ]
        cosines, sines = (graph.add("Unsqueeze", row, graph.integers(1)) for row in rows)
        return cosines, sines

    def _norm(self, hidden: str, name: str, output: str = "") -> str:
        graph = self.graph
        mean = graph.add("ReduceMean", graph.add("Mul", hidden, hidden), axes=[-1], keepdims=1)
        epsilon = graph.constant("epsilon", numpy.array([self.size.norm_epsilon], numpy.float32))
        root = graph.add("Sqrt", graph.add("Add", mean, epsilon))
        weight = graph.constant(name, self.weights[name])
        return graph.add("Mul", graph.add("Div", hidden, root), weight, output=output)

    def _linear(self, hidden: str, name: str) -> str:
        weight = self.graph.matrix(name, numpy.ascontiguousarray(self.weights[name].T))
        return self.graph.add("MatMul", hidden, weight)

    def _rotate(self, heads: str, cosines: str, sines: str) -> str:
        graph = self.graph
        lower, upper = graph.split(heads, 2)
        turned = graph.add("Concat", graph.add("Neg", upper), lower, axis=-1)
        return graph.add("Add", graph.add("Mul", heads, cosines), graph.add("Mul", turned, sines))

    def _attention(self, layer: int, hidden: str, cosines: str, sines: str, mask: str) -> str:
        graph, size = self.graph, self.size
        normed = self._norm(hidden, f"layers.{layer}.norm1.weight")
        # Zero keeps a dimension: [batch, length, hidden] to [batch, length, heads, head size] and back.
        by_head = graph.constant("by_head", numpy.array([0, 0, size.head_count, size.head_size], numpy.int64))
        joined = graph.constant("joined", numpy.array([0, 0, size.hidden_size], numpy.int64))
        query, key, value = (
            graph.add("Transpose", graph.add("Reshape", part, by_head), perm=[0, 2, 1, 3])
            for part in graph.split(self._linear(normed, f"layers.{layer}.qkv.weight"), 3)
        )
        query, key = self._rotate(query, cosines, sines), self._rotate(key, cosines, sines)
        past, present = f"past_key_values.{layer}", f"present.{layer}"
        key = graph.add("Concat", f"{past}.key", key, axis=2, output=f"{present}.key")
        value = graph.add("Concat", f"{past}.value", value, axis=2, output=f"{present}.value")
        scale = graph.constant("attention_scale", numpy.float32(size.head_size**-0.5))
        scores = graph.add(
            "MatMul", graph.add("Mul", query, scale), graph.add("Transpose", key, perm=[0, 1, 3, 2])
        )
        shares = graph.add("Softmax", graph.add("Add", scores, mask), axis=-1)
        mixed = graph.add("Transpose", graph.add("MatMul", shares, value), perm=[0, 2, 1, 3])
        return self._linear(graph.add("Reshape", mixed, joined), f"layers.{layer}.o.weight")

    def _mlp(self, layer: int, hidden: str) -> str:
        graph = self.graph
        normed = self._norm(hidden, f"layers.{layer}.norm2.weight")
        gate, up = graph.split(self._linear(normed, f"layers.{layer}.gate_up.weight"), 2)
        activated = graph.add("Mul", gate, graph.add("Sigmoid", gate))
        return self._linear(graph.add("Mul", activated, up), f"layers.{layer}.down.weight")

    def _to_model(self) -> onnx.ModelProto:
        size, value = self.size, helper.make_tensor_value_info
        tokens, total = ["batch_size", "sequence_length"], ["batch_size", "total_sequence_length"]
        inputs = [
            value("input_ids", TensorProto.INT64, tokens),
            value("attention_mask", TensorProto.INT64, total),
            value("position_ids", TensorProto.INT64, tokens),
        ]
        outputs = [value("logits", TensorProto.FLOAT, [*tokens, size.vocab_size])]
        for layer in range(size.layer_count):
            for part in ("key", "value"):
                past = ["batch_size", size.head_count, "past_sequence_length", size.head_size]
                present = ["batch_size", size.head_count, "total_sequence_length", size.head_size]
                inputs.append(value(f"past_key_values.{layer}.{part}", TensorProto.FLOAT, past))
                outputs.append(value(f"present.{layer}.{part}", TensorProto.FLOAT, present))
        outputs.append(value("last_hidden_state", TensorProto.FLOAT, [*tokens, size.hidden_size]))
        initializers = list(self.graph.initializers.values())
        graph = helper.make_graph(self.graph.nodes, "decoder", inputs, outputs, initializers)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="retort")
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        return model
