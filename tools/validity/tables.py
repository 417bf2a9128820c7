"""The tables of the report."""

from __future__ import annotations

from typing import Any, Iterable, Sequence

from demo_models import TEACHERS
from intervals import IN_DOMAIN, OTHER_GROUPS, OUT_OF_DOMAIN, Accuracies, Estimate
from predictions import (
    SHIFT,
    Prediction,
    best_by_replicate,
    correct_set,
    mean_shifts,
    measured_merits,
    predictions_of,
    tau,
)

SHARES = ("accuracy", "pass@4", "in-context smoke test")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def percent(value: float) -> str:
    return f"{100 * value:.1f}"


def with_interval(estimate: Estimate) -> str:
    return f"{percent(estimate.value)} ({percent(estimate.low)} to {percent(estimate.high)})"


def difference(estimate: Estimate) -> str:
    return f"{100 * estimate.value:+.1f} ({100 * estimate.low:+.1f} to {100 * estimate.high:+.1f})"


def card_table(results: dict[str, Any]) -> str:
    """Metric by teacher; the first choice is bold."""
    card, shifts = results["pooledCard"], mean_shifts(results["facts"])
    choices = {prediction.metric: prediction.first_choice for prediction in predictions_of(card, shifts)}
    rows = []
    for row in card["rows"]:
        choice = choices.get(row["metric"])
        cells = [
            _bold_if(choice == teacher, _card_cell(row["metric"], estimate))
            for teacher, estimate in zip(TEACHERS, row["estimates"])
        ]
        best = "not ranked" if choice is None else f"{max(item['pBest'] for item in row['estimates']):.2f}"
        rows.append([row["metric"], _direction(row["better"]), *cells, best])
    shift_cells = [_bold_if(choices[SHIFT] == teacher, f"{shifts[teacher]:.2f}") for teacher in TEACHERS]
    rows.append([SHIFT, "lower", *shift_cells, "–"])
    return table(["metric", "better", *TEACHERS, "P(best) of the first choice"], rows)


def _card_cell(metric: str, estimate: dict[str, float]) -> str:
    scale, digits = (100, 1) if metric in SHARES else (1, 1) if metric == "response length" else (1, 3)
    unit = " %" if metric in ("accuracy", "pass@4") else ""
    value, low, high = (f"{scale * estimate[key]:.{digits}f}" for key in ("value", "low", "high"))
    return f"{value}{unit} ({low} to {high})"


def _direction(better: str) -> str:
    return "–" if better == "none" else better


def _bold_if(condition: bool, text: str) -> str:
    return f"**{text}**" if condition else text


def training_table(results: dict[str, Any], accuracies: Accuracies) -> str:
    base, base_groups = [accuracies.of_base(group) for group in (IN_DOMAIN, *OTHER_GROUPS)], [results["base"]]
    none = ["–"] * 3
    rows = [["*before training*", *none, *map(with_interval, base), _greedy(base_groups), _lengths(base_groups)]]
    for name, records in results["sets"].items():
        groups = [record["groups"] for record in records.values()]
        rows.append(
            [
                name,
                f"{_mean(distinct[name] for distinct in results['distinct'].values()):.0f}",
                f"{_mean(record['tokens'] for record in records.values()):,.0f}",
                f"{100 * _mean(record['correctShare'] for record in records.values()):.0f} %",
                *(with_interval(accuracies.of_set(name, group)) for group in (IN_DOMAIN, *OTHER_GROUPS)),
                _greedy(groups),
                _lengths(groups),
            ]
        )
    facts, lengths = ["different", "tokens", "correct"], ["in domain, greedy", "tokens per answer"]
    return table(["training set", *facts, IN_DOMAIN, *OTHER_GROUPS, *lengths], rows)


def _greedy(groups: list[dict[str, Any]]) -> str:
    shares = [_mean(group[IN_DOMAIN]["greedyRight"]) for group in groups]
    return percent(_mean(shares))


def _lengths(groups: list[dict[str, Any]]) -> str:
    return f"{_mean(group[IN_DOMAIN]['meanTokens'] for group in groups):.0f}"


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def replicate_table(results: dict[str, Any], accuracies: Accuracies) -> str:
    groups = (IN_DOMAIN, OUT_OF_DOMAIN)
    rows = [
        [name, *(percent(value) for group in groups for value in accuracies.by_replicate(name, group))]
        for name in results["sets"]
    ]
    head = [f"{group}, seed {seed}" for group in groups for seed in results["seeds"]]
    return table(["training set", *head], rows)


def prediction_table(results: dict[str, Any], accuracies: Accuracies) -> str:
    """Each metric's first choice and order against the measured ones."""
    merits = {group: measured_merits(accuracies, group) for group in (IN_DOMAIN, OUT_OF_DOMAIN)}
    measured_best = {group: Prediction(group, values).first_choice for group, values in merits.items()}
    replicate_best = best_by_replicate(accuracies, IN_DOMAIN)
    by_replicate = [
        predictions_of(results["cards"][seed], results["facts"][seed]["latentShift"]) for seed in accuracies.seeds
    ]
    rows = []
    for index, prediction in enumerate(predictions_of(results["pooledCard"], mean_shifts(results["facts"]))):
        hits = sum(own[index].first_choice == best for own, best in zip(by_replicate, replicate_best))
        row = [prediction.metric, " > ".join(map(short, prediction.order))]
        for group, values in merits.items():
            verdict = "right" if prediction.first_choice == measured_best[group] else "wrong"
            row += [verdict, f"{tau(prediction, values):+.2f}"]
        rows.append([*row, f"{hits} of {len(accuracies.seeds)}"])
    head = ["metric", "its order", IN_DOMAIN, "τ", OUT_OF_DOMAIN, "τ", "right by replicate, in domain"]
    return table(head, rows)


def short(teacher: str) -> str:
    return teacher.removeprefix("demo-")


def selection_table(accuracies: Accuracies) -> str:
    pairs = [
        ("all teachers, curated", "all teachers, random"),
        ("all teachers, curated", "all teachers, correct"),
        ("all teachers, correct", "all teachers, random"),
        ("demo-terse, curated", correct_set("demo-terse")),
        *((correct_set(teacher), f"{teacher}, unfiltered") for teacher in TEACHERS),
    ]
    groups = (IN_DOMAIN, OUT_OF_DOMAIN)
    rows = [
        [first, second, *(difference(accuracies.difference(first, second, group)) for group in groups)]
        for first, second in pairs
        if accuracies.has_set(first) and accuracies.has_set(second)
    ]
    return table(["set", "against", IN_DOMAIN, OUT_OF_DOMAIN], rows)
