"""A tokenizer of transformers without a download: each byte is a token, so that every text comes back as it was."""

from __future__ import annotations

from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast


def byte_tokenizer(template: dict) -> PreTrainedTokenizerFast:
    """With the chat template and the special tokens of one of the page's templates."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    model = models.BPE(vocab={letter: at for at, letter in enumerate(alphabet)}, merges=[])
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    # A tokenizer without a token passes nothing to its template.
    tokens = {name: template[key] for name, key in (("bos_token", "bosToken"), ("eos_token", "eosToken")) if template[key]}
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, **tokens)
    fast.chat_template = template["source"]
    return fast
