"""Write reference numbers that other implementations of the models are tested against.

The rounded weights, but all arithmetic and the softmax in float64: log-probabilities, entropies and ranks of the
tokens of given responses, and the mean last hidden state over each response.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any, Optional

import torch

from conversations import BARE, SHOW_WORK, THINK_AND_BOX
from held_out import draw_held_out
from model import LanguageModel, load_rounded
from problems import draw_problem
from sampling import encode_prompt, sample
from solutions import solve
from tokenizer import Tokenizer

SEED = 77
SIGNIFICANT_DIGITS = 9
CLOSE_TIE = 5e-5
"""Logits closer than this may swap ranks in float32; responses are changed until no token is in such a tie."""

UNICODE_PROMPT = "Zoë hat 12 Äpfel und kauft 7 weitere. 一共多少？"
UNICODE_RESPONSE = "<think>\n12 + 7 = 19 … das heißt „neunzehn“ 🍎🍏\n</think>\nAntwort: \\boxed{19} – 十九個, ½ × 38 = 19."
PROSE_RESPONSE = (
    "<think>\nThe quick brown fox jumps over the lazy dog; 3.14159 is not an integer.\n"
    "def f(x): return x**2 + 1\n</think>\nI do not know the answer."
)
SYSTEM_LINE = "You are a careful math tutor.\n"


def build_cases(model: LanguageModel, tokenizer: Tokenizer) -> list[tuple[str, str]]:
    """Six prompts (text between the role tokens) with a response each."""
    rng = random.Random(SEED)
    problems = draw_held_out(6, SEED)
    plain, instructed, shown = (
        problem.question + instruction
        for problem, instruction in zip(problems, [BARE, THINK_AND_BOX, SHOW_WORK])
    )
    earlier = draw_problem(rng, held_out=False)
    earlier_solution = solve(rng, earlier, "terse", shows_work=True, box_only=False).text
    after_example = f"{earlier.question}{SHOW_WORK}<|assistant|>{earlier_solution}<|end|><|user|>{shown}"
    long_response = "\n".join(
        solve(rng, draw_problem(rng, held_out=False), "careful", shows_work=True, box_only=False).text
        for _ in range(2)
    )
    sampled = sample_texts(model, tokenizer, [plain, instructed, after_example])
    return [
        (plain, sampled[0]),
        (instructed, sampled[1]),
        (after_example, sampled[2]),
        (SYSTEM_LINE + problems[3].question, long_response),
        (UNICODE_PROMPT, UNICODE_RESPONSE),
        (problems[4].question, PROSE_RESPONSE),
    ]


def sample_texts(model: LanguageModel, tokenizer: Tokenizer, prompts: list[str]) -> list[str]:
    generator = torch.Generator().manual_seed(SEED)
    encoded = [encode_prompt(tokenizer, prompt) for prompt in prompts]
    roll_outs = sample(model, encoded, temperature=1.0, max_tokens=200, generator=generator)
    return [tokenizer.decode(roll_out.ids) for roll_out in roll_outs]


def significant(values: torch.Tensor) -> list[float]:
    return [float(f"{value:.{SIGNIFICANT_DIGITS}g}") for value in values.tolist()]


@torch.no_grad()
def measure(model: LanguageModel, tokenizer: Tokenizer, prompt: str, response: str) -> dict[str, Any]:
    """`model` is in float64. The logits before a token predict it, so they start at the prompt's last token."""
    prompt_ids, ids = encode_prompt(tokenizer, prompt), tokenizer.encode(response)
    hidden = model(torch.tensor([prompt_ids + ids]))[0][0]
    logits = model.logits(hidden)[len(prompt_ids) - 1 : -1]
    tie = first_tie(logits, torch.tensor(ids))
    if tie is not None:
        return measure(model, tokenizer, prompt, drop_character(tokenizer, response, ids, tie))
    log_probabilities = logits.log_softmax(-1)
    chosen = log_probabilities.gather(1, torch.tensor(ids)[:, None])
    return {
        "promptIds": prompt_ids,
        "promptText": tokenizer.decode(prompt_ids),
        "responseText": response,
        "ids": ids,
        "logprobs": significant(chosen[:, 0]),
        "entropies": significant(-(log_probabilities.exp() * log_probabilities).sum(-1)),
        "ranks": (1 + (log_probabilities > chosen).sum(-1)).tolist(),
        "embedding": significant(hidden[len(prompt_ids) :].mean(0)),
    }


def first_tie(logits: torch.Tensor, ids: torch.Tensor) -> Optional[int]:
    distances = (logits - logits.gather(1, ids[:, None])).abs()
    distances.scatter_(1, ids[:, None], float("inf"))
    ties = (distances.min(-1).values < CLOSE_TIE).nonzero()[:, 0].tolist()
    return ties[0] if ties else None


def drop_character(tokenizer: Tokenizer, text: str, ids: list[int], index: int) -> str:
    """The text without the character in which a token ends; what comes before stays as it is."""
    byte_count = sum(tokenizer.token_length(token_id) for token_id in ids[: index + 1])
    character = len(text.encode()[: byte_count - 1].decode("utf-8", "ignore"))
    return text[:character] + text[character + 1 :]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="NAME.pt; the model is called demo-NAME")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer, entries = Tokenizer.load(arguments.tokenizer), []
    for path in arguments.checkpoints:
        model = load_rounded(path)
        cases = build_cases(model, tokenizer)
        model = model.double()
        for prompt, response in cases:
            entries.append({"model": f"demo-{path.stem}", **measure(model, tokenizer, prompt, response)})
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    arguments.output.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
