"""The student's signal (METRICS §1 and §3) in float64, straight from the definitions."""

from __future__ import annotations

from typing import Any, Optional

import numpy
import torch
from scipy.stats import gmean

import packages  # noqa: F401
from model import LanguageModel

Spans = list[tuple[int, int]]


@torch.no_grad()
def log_distributions(model: LanguageModel, context: list[int], scored: list[int]) -> torch.Tensor:
    """[scored tokens, vocabulary]: what the model expected in place of each."""
    hidden = model(torch.tensor([context + scored]))[0][0]
    return model.logits(hidden)[len(context) - 1 : -1].log_softmax(-1)


def token_logprobs(model: LanguageModel, context: list[int], scored: list[int]) -> numpy.ndarray:
    if not scored:
        return numpy.zeros(0)
    return log_distributions(model, context, scored).numpy()[numpy.arange(len(scored)), scored]


def rank_surprisal(logprobs: numpy.ndarray, ranks: numpy.ndarray, cap: int) -> dict[str, Optional[float]]:
    if len(logprobs) == 0:
        return {"meanSurprisal": None, "meanCappedRank": None, "rsr": None}
    capped = numpy.minimum(ranks, cap)
    return {
        "meanSurprisal": float(-logprobs.mean()),
        "meanCappedRank": float(capped.mean()),
        "rsr": float(capped.sum() / -logprobs.sum()),
    }


def set_rsr(signals: list[dict[str, Optional[float]]]) -> float:
    known = [signal for signal in signals if signal["rsr"] is not None]
    ranks = numpy.mean([signal["meanCappedRank"] for signal in known])
    return float(ranks / numpy.mean([signal["meanSurprisal"] for signal in known]))


def local_surprisal(
    model: LanguageModel, prompt: list[int], ids: list[int], spans: Spans, window: int
) -> Optional[float]:
    """Token by token: every token gets a context of its own, without any grouping."""
    total = 0.0
    for index, (start, end) in enumerate(spans):
        context_start = spans[max(0, index - window)][0]
        for token in range(start, end):
            total -= token_logprobs(model, prompt + ids[context_start:token], [ids[token]])[0]
    return total / len(ids) if ids else None


def step_head_surprisal(logprobs: numpy.ndarray, spans: Spans, head: int = 2) -> dict[str, Any]:
    kept = [token for start, end in spans for token in range(start, end) if token - start >= head]
    return {"kept": len(kept), "surprisal": float(-logprobs[kept].mean()) if kept else None}


def sentence_means(logprobs: numpy.ndarray, spans: Spans) -> list[float]:
    """Log of the geometric mean of the probabilities."""
    return [float(numpy.log(gmean(numpy.exp(logprobs[start:end])))) for start, end in spans]
