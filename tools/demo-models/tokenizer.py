"""A small byte-level BPE tokenizer: trained here, written as a Hugging Face `tokenizer.json`.

Digits never merge, so that numbers are read digit by digit. The pattern that splits the text avoids `\\s`, `\\w` and
lookarounds: regular expressions of Python, Rust and JavaScript disagree about them outside ASCII.
"""

from __future__ import annotations

import collections
import json
import re
from pathlib import Path
from typing import Any, Iterable, Iterator

SPLIT_PATTERN = r" ?[A-Za-z]+|[0-9]|\n|[^ \nA-Za-z0-9]+ ?| +"

PAD, USER, ASSISTANT, END = "<|pad|>", "<|user|>", "<|assistant|>", "<|end|>"
SPECIAL_TOKENS = [PAD, USER, ASSISTANT, END]
"""Their ids are their positions. They vanish when text is decoded without special tokens."""

THINK_TOKENS = ["<think>", "</think>"]
"""Single tokens as well, but part of the visible text."""

ADDED_TOKENS = SPECIAL_TOKENS + THINK_TOKENS
PAD_ID, USER_ID, ASSISTANT_ID, END_ID = range(4)

CHAT_TEMPLATE = (
    "{%- set folded = namespace(text='') -%}"
    "{%- for message in messages -%}"
    "{%- if message['role'] == 'system' -%}"
    "{%- set folded.text = message['content'] + '\\n' -%}"
    "{%- elif message['role'] == 'user' -%}"
    "{{- '<|user|>' + folded.text + message['content'] -}}"
    "{%- set folded.text = '' -%}"
    "{%- elif message['role'] == 'assistant' -%}"
    "{{- '<|assistant|>' + message['content'] + '<|end|>' -}}"
    "{%- endif -%}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{- '<|assistant|>' -}}{%- endif -%}"
)
"""A system message is folded into the user turn that follows it."""

_ADDED_TOKEN_SPLIT = re.compile("(" + "|".join(re.escape(token) for token in ADDED_TOKENS) + ")")
_WORD_SPLIT = re.compile(SPLIT_PATTERN)


def _byte_alphabet() -> dict[int, str]:
    """GPT-2's printable stand-ins: printable Latin-1 bytes stand for themselves, the others for U+0100 and up."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return {**{byte: chr(byte) for byte in printable}, **{byte: chr(256 + i) for i, byte in enumerate(others)}}


BYTE_TO_CHAR = _byte_alphabet()
CHAR_TO_BYTE = {char: byte for byte, char in BYTE_TO_CHAR.items()}


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Split a text into added tokens (flagged) and words."""
    for part in _ADDED_TOKEN_SPLIT.split(text):
        if part in ADDED_TOKENS:
            yield part, True
        else:
            yield from ((word, False) for word in _WORD_SPLIT.findall(part))


def _symbols(word: str) -> list[str]:
    return [BYTE_TO_CHAR[byte] for byte in word.encode()]


def _merge_pair(symbols: list[str], pair: tuple[str, str]) -> list[str]:
    merged: list[str] = []
    for symbol in symbols:
        if merged and (merged[-1], symbol) == pair:
            merged[-1] += symbol
        else:
            merged.append(symbol)
    return merged


def train_tokenizer(texts: Iterable[str], vocab_size: int, min_count: int = 5) -> dict[str, Any]:
    """Learn merges until the vocabulary is full or no pair is frequent; return the content of `tokenizer.json`."""
    counts = collections.Counter(word for text in texts for word, is_added in _pieces(text) if not is_added)
    words = {word: _symbols(word) for word in counts}
    vocabulary = ADDED_TOKENS + [BYTE_TO_CHAR[byte] for byte in range(256)]
    merges: list[tuple[str, str]] = []
    while len(vocabulary) < vocab_size:
        pair_counts: collections.Counter[tuple[str, str]] = collections.Counter()
        for word, symbols in words.items():
            for pair in zip(symbols, symbols[1:]):
                pair_counts[pair] += counts[word]
        pair, count = max(pair_counts.items(), key=lambda item: (item[1], item[0]))
        if count < min_count:
            break
        merges.append(pair)
        vocabulary.append("".join(pair))
        words = {word: _merge_pair(symbols, pair) for word, symbols in words.items()}
    return _tokenizer_json(vocabulary, merges)


def _added_token(token_id: int, content: str) -> dict[str, Any]:
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    return {"id": token_id, "content": content, **flags, "special": content in SPECIAL_TOKENS}


def _tokenizer_json(vocabulary: list[str], merges: list[tuple[str, str]]) -> dict[str, Any]:
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}
    split = {"type": "Split", "pattern": {"Regex": SPLIT_PATTERN}, "behavior": "Isolated", "invert": False}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_added_token(i, token) for i, token in enumerate(ADDED_TOKENS)],
        "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, byte_level]},
        "post_processor": None,
        "decoder": byte_level,
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": False,
            "byte_fallback": False,
            "ignore_merges": False,
            "vocab": {token: i for i, token in enumerate(vocabulary)},
            "merges": [" ".join(pair) for pair in merges],
        },
    }


def tokenizer_config(max_length: int) -> dict[str, Any]:
    """The content of `tokenizer_config.json`; there is no separate token for the beginning of a text."""
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": max_length,
        "pad_token": PAD,
        "eos_token": END,
        "padding_side": "left",
        "add_bos_token": False,
        "add_eos_token": False,
        "clean_up_tokenization_spaces": False,
        "chat_template": CHAT_TEMPLATE,
    }


class Tokenizer:
    """Encodes and decodes with the content of a `tokenizer.json` written by this module."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._ids: dict[str, int] = content["model"]["vocab"]
        self._tokens = {token_id: token for token, token_id in self._ids.items()}
        self._ranks = {tuple(merge.split(" ")): rank for rank, merge in enumerate(content["model"]["merges"])}
        self._cache: dict[str, list[int]] = {}

    @classmethod
    def load(cls, path: Path) -> Tokenizer:
        return cls(json.loads(path.read_text(encoding="utf-8")))

    @property
    def vocab_size(self) -> int:
        return len(self._ids)

    def encode(self, text: str) -> list[int]:
        ids: list[int] = []
        for piece, is_added in _pieces(text):
            ids.extend([self._ids[piece]] if is_added else self._encode_word(piece))
        return ids

    def decode(self, ids: Iterable[int]) -> str:
        return b"".join(self._token_bytes(token_id) for token_id in ids).decode("utf-8", "replace")

    def token_length(self, token_id: int) -> int:
        """Length in bytes of what the token stands for."""
        return len(self._token_bytes(token_id))

    def _token_bytes(self, token_id: int) -> bytes:
        token = self._tokens[token_id]
        return token.encode() if token in ADDED_TOKENS else bytes(CHAR_TO_BYTE[char] for char in token)

    def _encode_word(self, word: str) -> list[int]:
        if word not in self._cache:
            symbols = _symbols(word)
            while len(symbols) > 1:
                pair = min(zip(symbols, symbols[1:]), key=lambda pair: self._ranks.get(pair, len(self._ranks)))
                if pair not in self._ranks:
                    break
                symbols = _merge_pair(symbols, pair)
            self._cache[word] = [self._ids[symbol] for symbol in symbols]
        return self._cache[word]
