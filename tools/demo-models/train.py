"""Train one model on conversations in a mixture of styles, from scratch or from a checkpoint.

The schedule counts steps, not time, so that a build gives the same weights on the same machine whatever else runs.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from batches import Batch, draw_batches
from model import LanguageModel, ModelSize, load_checkpoint, save_checkpoint
from optimizer import MuonWithAdam
from tokenizer import Tokenizer

WARM_UP_STEPS = 50
LOG_EVERY = 25
SMALLEST_SCALE = 0.02


def learning_rate_scale(step: int, step_count: int) -> float:
    """A short warm-up, a plateau for half of the training, then linear decay."""
    progress = step / step_count
    decay = 1.0 if progress < 0.5 else max(SMALLEST_SCALE, (1 - progress) / 0.5)
    return min(1.0, (step + 1) / WARM_UP_STEPS) * decay


def batch_loss(model: LanguageModel, batch: Batch) -> tuple[Tensor, float]:
    """The weighted loss to train on, and the mean loss of solution tokens to report (nats)."""
    hidden, _ = model(batch.inputs)
    losses = functional.cross_entropy(
        model.logits(hidden).flatten(0, 1), batch.targets.flatten(), reduction="none"
    ).reshape(batch.targets.shape)
    solution = (batch.weights == 1.0).float()
    weighted = (losses * batch.weights).sum() / batch.weights.sum()
    return weighted, float((losses.detach() * solution).sum() / solution.sum())


def train(model: LanguageModel, tokenizer: Tokenizer, arguments: argparse.Namespace) -> None:
    optimizer = MuonWithAdam(model, arguments.learning_rate)
    rng = random.Random(arguments.seed)
    batches = draw_batches(tokenizer, rng, json.loads(arguments.styles), arguments.tokens_per_batch)
    started, seen_tokens, smoothed = time.time(), 0, None
    for step, batch in zip(range(arguments.steps), batches):
        optimizer.clear_gradients()
        loss, solution_loss = batch_loss(model, batch)
        loss.backward()
        optimizer.step(learning_rate_scale(step, arguments.steps))
        seen_tokens += int((batch.weights > 0).sum())
        smoothed = solution_loss if smoothed is None else 0.97 * smoothed + 0.03 * solution_loss
        if (step + 1) % LOG_EVERY == 0:
            print(
                f"step {step + 1}/{arguments.steps} tokens {seen_tokens} solution loss {smoothed:.4f} "
                f"wall {time.time() - started:.0f} s cpu {time.process_time():.0f} s",
                flush=True,
            )
    record = {
        "styles": arguments.styles,
        "steps": arguments.steps,
        "tokens": seen_tokens,
        "cpuSeconds": round(time.process_time()),
    }
    save_checkpoint(model, arguments.output, record)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path, help="checkpoint to write")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--styles", required=True, help='weights as JSON, for example {"terse": 1}')
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--start-from", type=Path, help="checkpoint to continue from")
    parser.add_argument("--hidden-size", type=int, default=128)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--mlp-size", type=int, default=352)
    parser.add_argument("--learning-rate", type=float, default=0.02, help="of Muon")
    parser.add_argument("--tokens-per-batch", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(arguments.seed)
    tokenizer = Tokenizer.load(arguments.tokenizer)
    if arguments.start_from:
        model = load_checkpoint(arguments.start_from)
    else:
        model = LanguageModel(
            ModelSize(
                tokenizer.vocab_size, arguments.hidden_size, arguments.layers, arguments.heads, arguments.mlp_size
            )
        )
    print(f"{sum(parameter.numel() for parameter in model.parameters())} parameters", flush=True)
    train(model, tokenizer, arguments)


if __name__ == "__main__":
    main()
