"""Train the tokenizer that all demo models share, on conversations in all styles."""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from conversations import conversation_text, draw_conversation
from solutions import STYLES
from tokenizer import train_tokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path, help="tokenizer.json")
    parser.add_argument("--vocab-size", type=int, default=640)
    parser.add_argument("--conversations", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    style_weights = {style: 1.0 for style in STYLES}
    texts = [conversation_text(draw_conversation(rng, style_weights)) for _ in range(arguments.conversations)]
    content = train_tokenizer(texts, arguments.vocab_size)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    print(f"{len(content['model']['vocab'])} tokens, {len(content['model']['merges'])} merges")


if __name__ == "__main__":
    main()
