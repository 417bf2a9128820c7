"""Write `test/fixtures/student/reference.json`: what the student's signal has to be, by an independent implementation.

    /usr/bin/python3 tools/student-reference/make.py

Run it again whenever the demo models change. Versions: debian-packages.txt.
"""

from __future__ import annotations

import json
from typing import Any, Optional

import numpy
import torch

import packages
from latent_map import latent_map
from model import LanguageModel
from reference import measure
from sampling import encode_prompt
from sentence_cases import sentence_texts
from sentences import sentence_starts, split_tokens
from signal_numbers import local_surprisal, rank_surprisal, sentence_means, set_rsr, step_head_surprisal, token_logprobs
from statistics_numbers import pass_rates, rank_correlations, rank_stability, smoke_test
from tokenizer import Tokenizer
from trajectories import Trajectory, build_trajectories

OUTPUT = packages.REPOSITORY / "test" / "fixtures" / "student" / "reference.json"
STUDENT, TEACHER = "demo-student", "demo-terse"
CAPS = (100, 10)
WINDOWS = (3, 1)
QUANTILES = (0.75, 0.9)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def token_starts(tokenizer: Tokenizer, response: str, ids: list[int]) -> list[int]:
    """Code points: how many characters are complete before each token."""
    data, starts, at = response.encode(), [], 0
    for token_id in ids:
        starts.append(len(data[:at].decode("utf-8", "ignore")))
        at += tokenizer.token_length(token_id)
    return starts


def read(model: LanguageModel, tokenizer: Tokenizer, trajectory: Trajectory) -> Optional[dict[str, Any]]:
    """Ids, log-probs and ranks; None where a rank hangs on the last bits and the text may not be changed."""
    if trajectory.response == "":
        prompt_ids = encode_prompt(tokenizer, trajectory.question)
        return {"promptIds": prompt_ids, "responseText": "", "ids": [], "logprobs": [], "entropies": [], "ranks": []}
    track = measure(model, tokenizer, trajectory.question, trajectory.response)
    if track["responseText"] != trajectory.response and not trajectory.may_change:
        return None
    return track


def describe(
    models: tuple[LanguageModel, LanguageModel], tokenizer: Tokenizer, trajectory: Trajectory, track: dict[str, Any]
) -> dict[str, Any]:
    student, teacher = models
    prompt, ids, response = track["promptIds"], track["ids"], track["responseText"]
    starts, located = sentence_starts(response), token_starts(tokenizer, response, ids)
    spans = split_tokens(starts, located)
    logprobs, ranks = token_logprobs(student, prompt, ids), numpy.array(track["ranks"])
    teacher_logprobs = token_logprobs(teacher, prompt, ids)
    return {
        "name": trajectory.name,
        "questionId": trajectory.question_id,
        "teacherId": trajectory.teacher,
        "question": trajectory.question,
        "response": response,
        "promptTokens": len(prompt),
        "ids": ids,
        "tokenStarts": [utf16_length(response[:start]) for start in located],
        "logprobs": track["logprobs"],
        "entropies": track["entropies"],
        "ranks": track["ranks"],
        "teacherLogprobs": [float(f"{value:.9g}") for value in teacher_logprobs],
        "sentences": [response[start:end] for start, end in zip(starts, [*starts[1:], len(response)])],
        "spans": spans,
        "signals": {str(cap): rank_surprisal(logprobs, ranks, cap) for cap in CAPS},
        "local": {str(window): local_surprisal(student, prompt, ids, spans, window) for window in WINDOWS},
        "stepHead": step_head_surprisal(logprobs, spans),
        "teacherSentences": sentence_means(teacher_logprobs, spans),
        "studentSentences": sentence_means(logprobs, spans),
    }


def describe_set(rows: list[dict[str, Any]]) -> dict[str, Any]:
    teachers = sorted({row["teacherId"] for row in rows})
    gains = [numpy.subtract(row["teacherSentences"], row["studentSentences"]) for row in rows]
    return {
        "rsr": {
            str(cap): {
                "all": set_rsr([row["signals"][str(cap)] for row in rows]),
                **{t: set_rsr([row["signals"][str(cap)] for row in rows if row["teacherId"] == t]) for t in teachers},
            }
            for cap in CAPS
        },
        "teacherSentences": {str(quantile): teacher_sentence_shares(rows, gains, quantile) for quantile in QUANTILES},
    }


def teacher_sentence_shares(rows: list[dict[str, Any]], gains: list[numpy.ndarray], quantile: float) -> dict[str, Any]:
    threshold = float(numpy.quantile(numpy.concatenate(gains), quantile))
    flags = [gain > max(0, threshold) for gain in gains]
    by_teacher: dict[str, list[bool]] = {}
    for row, own in zip(rows, flags):
        by_teacher.setdefault(row["teacherId"], []).extend(own.tolist())
    return {
        "threshold": threshold,
        "shares": [float(own.mean()) if len(own) else None for own in flags],
        "teacherShares": {teacher: float(numpy.mean(own)) for teacher, own in by_teacher.items()},
    }


def read_all(student: LanguageModel, tokenizer: Tokenizer) -> list[tuple[Trajectory, dict[str, Any]]]:
    for attempt in range(1000):
        trajectories = build_trajectories(attempt)
        tracks = [read(student, tokenizer, trajectory) for trajectory in trajectories]
        if all(track is not None for track in tracks):
            return list(zip(trajectories, tracks))
    raise RuntimeError("every attempt has a tie")


def main() -> None:
    torch.set_num_threads(1)
    tokenizer = Tokenizer.load(packages.PACKAGES / STUDENT / "tokenizer.json")
    models = packages.load_package(STUDENT), packages.load_package(TEACHER)
    rows = [describe(models, tokenizer, trajectory, track) for trajectory, track in read_all(models[0], tokenizer)]
    content = {
        "weights": {name: packages.weights_hash(name) for name in (STUDENT, TEACHER)},
        "set": describe_set(rows),
        "sentenceTexts": [
            {"text": text, "starts": [utf16_length(text[:start]) for start in sentence_starts(text)]}
            for text in sentence_texts()
        ],
        "rankCorrelations": rank_correlations(),
        "passRates": pass_rates(),
        "smokeTest": smoke_test(),
        "rankStability": rank_stability(),
        "latentMap": latent_map(),
    }
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}" for key, value in content.items()]
    trajectories = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows)
    OUTPUT.write_text("{\n" + ",\n".join(lines) + f',\n"trajectories": [\n{trajectories}\n]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
