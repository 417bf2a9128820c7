"""The two package formats in which a demo model is shipped: ONNX for transformers.js, float32 shards for WebLLM."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import onnx
import torch

from model import LanguageModel, ModelSize
from onnx_graph import DecoderGraph
from tokenizer import ASSISTANT, END, END_ID, PAD_ID, USER, USER_ID, tokenizer_config

SHARD_NAME = "params_shard_0.bin"
PREFILL_CHUNK_SIZE = 256


def write_json(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_tokenizer(folder: Path, tokenizer_path: Path, size: ModelSize) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_bytes(tokenizer_path.read_bytes())
    write_json(folder / "tokenizer_config.json", tokenizer_config(size.max_positions))


def write_onnx_package(folder: Path, model: LanguageModel, tokenizer_path: Path) -> None:
    """`model` has rounded weights, so that storing them as float16 loses nothing."""
    size = model.size
    _write_tokenizer(folder, tokenizer_path, size)
    write_json(folder / "config.json", _llama_config(size))
    write_json(folder / "generation_config.json", {"eos_token_id": END_ID, "pad_token_id": PAD_ID})
    (folder / "onnx").mkdir(exist_ok=True)
    onnx.save(DecoderGraph(model).build(), str(folder / "onnx" / "model.onnx"))


def _llama_config(size: ModelSize) -> dict[str, Any]:
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_size": size.hidden_size,
        "num_hidden_layers": size.layer_count,
        "num_attention_heads": size.head_count,
        "num_key_value_heads": size.head_count,
        "head_dim": size.head_size,
        "intermediate_size": size.mlp_size,
        "vocab_size": size.vocab_size,
        "max_position_embeddings": size.max_positions,
        "rope_theta": size.rope_theta,
        "rms_norm_eps": size.norm_epsilon,
        "hidden_act": "silu",
        "tie_word_embeddings": True,
        "eos_token_id": END_ID,
        "pad_token_id": PAD_ID,
        "torch_dtype": "float32",
    }


def write_mlc_package(folder: Path, model: LanguageModel, tokenizer_path: Path) -> None:
    """One raw shard of float32 tensors, row-major [out, in], in the order of `named_parameters`."""
    _write_tokenizer(folder, tokenizer_path, model.size)
    shard, records = bytearray(), []
    for name, weight in model.named_parameters():
        content = weight.detach().to(torch.float32).contiguous().numpy().tobytes()
        records.append(
            {
                "name": name,
                "shape": list(weight.shape),
                "dtype": "float32",
                "format": "f32",
                "nbytes": len(content),
                "byteOffset": len(shard),
            }
        )
        shard += content
    (folder / SHARD_NAME).write_bytes(shard)
    write_json(folder / "tensor-cache.json", _tensor_cache(bytes(shard), records))
    write_json(folder / "mlc-chat-config.json", _mlc_config(model.size))


def _tensor_cache(shard: bytes, records: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "metadata": {"ParamSize": len(records), "ParamBytes": float(len(shard)), "BitsPerParam": 32.0},
        "records": [
            {
                "dataPath": SHARD_NAME,
                "format": "raw-shard",
                "nbytes": len(shard),
                "md5sum": hashlib.md5(shard).hexdigest(),
                "records": records,
            }
        ],
    }


def _mlc_config(size: ModelSize) -> dict[str, Any]:
    window = {
        "context_window_size": size.max_positions,
        "prefill_chunk_size": PREFILL_CHUNK_SIZE,
        "sliding_window_size": -1,
        "attention_sink_size": -1,
        "tensor_parallel_shards": 1,
    }
    model_config = {
        "hidden_size": size.hidden_size,
        "intermediate_size": size.mlp_size,
        "num_attention_heads": size.head_count,
        "num_key_value_heads": size.head_count,
        "num_hidden_layers": size.layer_count,
        "head_dim": size.head_size,
        "rms_norm_eps": size.norm_epsilon,
        "vocab_size": size.vocab_size,
        "position_embedding_base": size.rope_theta,
        "tie_word_embeddings": True,
        "max_batch_size": 1,
        **window,
    }
    return {
        "version": "0.1.0",
        "model_type": "llama",
        "quantization": "q0f32",
        "model_config": model_config,
        "vocab_size": size.vocab_size,
        **window,
        "temperature": 1.0,
        "presence_penalty": 0.0,
        "frequency_penalty": 0.0,
        "repetition_penalty": 1.0,
        "top_p": 1.0,
        "tokenizer_files": ["tokenizer.json", "tokenizer_config.json"],
        "tokenizer_info": {
            "token_postproc_method": "byte_level",
            "prepend_space_in_encode": False,
            "strip_space_in_decode": False,
        },
        "conv_template": _conversation_template(),
        "pad_token_id": PAD_ID,
        "bos_token_id": USER_ID,
        "eos_token_id": END_ID,
    }


def _conversation_template() -> dict[str, Any]:
    """Gives what the chat template gives: `<|user|>Q<|assistant|>S<|end|>` per turn.

    WebLLM puts `seps[0]` after a user's text and `seps[1]` after the assistant's. A system message comes before the
    first role there; to have it inside the user's turn, its template brings the role along, and an empty one is left
    out.
    """
    return {
        "name": "retort-demo",
        "system_template": f"{USER}{{system_message}}\n",
        "system_message": "",
        "render_empty_system_message": False,
        "system_prefix_token_ids": None,
        "add_role_after_system_message": False,
        "roles": {"user": USER, "assistant": ASSISTANT},
        "role_templates": {
            "user": "{user_message}",
            "assistant": "{assistant_message}",
            "tool": "{tool_message}",
        },
        "messages": [],
        "seps": ["", END],
        "role_content_sep": "",
        "role_empty_sep": "",
        "stop_str": [],
        "stop_token_ids": [END_ID],
        "function_string": "",
        "use_function_calling": False,
    }
