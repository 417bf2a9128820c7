"""Writes docs/validity.md from `results.json` and `reading.md`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from demo_models import REPOSITORY, TEACHERS
from intervals import IN_DOMAIN, OUT_OF_DOMAIN, Accuracies, share_of_wins
from predictions import correct_set
from storage import FOLDER, read_json
from tables import (
    card_table,
    difference,
    percent,
    prediction_table,
    replicate_table,
    selection_table,
    short,
    training_table,
)

OUTPUT = REPOSITORY / "docs" / "validity.md"
READING = FOLDER / "reading.md"

LIMITS = """- One student of 0.2 million parameters and three teachers that all learnt from the same generator. The student was \
trained on all three styles before (half of it terse), so fine-tuning mostly decides in which style it answers, and \
likelihood metrics favour what it saw most.
- Equal examples are not equal tokens: a careful example is three times as long as a terse one or more.
- One learning rate for all sets, and the best was the lowest of the three that were tried; a still lower one, or more \
steps, might give another picture.
- Compression had almost nothing to drop, so it was not tested.
- Not computed: local surprisal and teacher-sentence share."""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def reading(results_path: Path) -> str:
    """What a person wrote about these numbers. Words about other numbers are not repeated."""
    mark, _, text = READING.read_text(encoding="utf-8").partition("\n")
    if digest(results_path) not in mark:
        return "These numbers are new: nobody has written about them yet. Below is what the tables show."
    return text.strip()


def facts_paragraph(results: dict[str, Any]) -> str:
    facts, smoke = list(results["facts"].values()), results["pooledCard"]["rows"][-1]
    questions = sum(own["questions"] for own in facts)
    rate = sum(own["studentPassRate"] for own in facts) / len(facts)
    dropped = sum(own["droppedByCompression"] for own in facts)
    truncated = ", ".join(f"{short(name)} {sum(own['truncated'][name] for own in facts)}" for name in TEACHERS)
    return (
        f"{questions} training questions in {len(facts)} replicates, four trajectories of each teacher. The student is "
        f"right in {percent(rate)} % of its samples on them; compression dropped {dropped} of {questions} questions. "
        f"Truncated trajectories: {truncated} (of {4 * questions} each). Nats per token for entropy and surprisal; the "
        f"smoke test is a difference of pass rates in points, on {smoke['questions']} questions."
    )


def measured_paragraph(accuracies: Accuracies) -> str:
    sentences = []
    for group in (IN_DOMAIN, OUT_OF_DOMAIN):
        estimates = [accuracies.of_set(correct_set(teacher), group) for teacher in TEACHERS]
        ranked = sorted(range(len(TEACHERS)), key=lambda index: -estimates[index].value)
        best, second = ranked[:2]
        wins = share_of_wins(estimates)
        order = " > ".join(short(TEACHERS[index]) for index in ranked)
        sentences.append(
            f"{group.capitalize()}, correct sets: {order}. The best leads the second by "
            f"{difference(estimates[best] - estimates[second])} points; P(best) = {wins[best]:.2f}."
        )
    return " ".join(sentences)


def method_paragraph(results: dict[str, Any]) -> str:
    training, sizes = results["training"], results["sizes"]
    tried = ", ".join(f"{rate:g}: {percent(accuracy)} %" for rate, accuracy in training["accuracy"])
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    return (
        f"Seeds {', '.join(map(str, results['seeds']))}; {sizes['training_questions']} questions and sets of "
        f"{sizes['examples']} examples each; {training['steps']} steps of {training['batchSize']} examples. Learning "
        f"rate {training['learningRate']:g} (tried on another seed: {tried}). {versions}. "
        f"{results['cpuSeconds'] / 60:.0f} minutes of processor time, one thread."
    )


def main() -> None:
    results_path = FOLDER / "results.json"
    results = read_json(results_path)
    accuracies = Accuracies(results)
    sections = [
        "# Was the decision card right?",
        "Written by `bash tools/validity/run.sh`; do not edit by hand. Design, fixed before the first run: "
        "[tools/validity/README.md](../tools/validity/README.md). All measured numbers: `tools/validity/results.json`.",
        "The demo student was fine-tuned on equal numbers of examples of each demo teacher, and of curated and random "
        "selections, and measured on questions that nobody had seen. Before that, the card's metrics were computed "
        "from the same trajectories. Here is what they said, and what came of it.",
        method_paragraph(results),
        "## Reading",
        reading(results_path),
        "## What the card said",
        facts_paragraph(results),
        card_table(results),
        "Bold: the teacher that the metric would have chosen. In brackets: 95 %, bootstrap over questions.",
        "## What training showed",
        "Pass@1 in per cent at T = 0.8, four samples per question; in brackets 95 %, bootstrap over replicates and "
        "questions. 'Different': examples that differ; a sure teacher often writes the same text twice. 'Tokens': "
        "response tokens of the set.",
        training_table(results, accuracies),
        "By replicate; out of domain is the mean of the four other groups:",
        replicate_table(results, accuracies),
        "## Card against training",
        measured_paragraph(accuracies),
        prediction_table(results, accuracies),
        "With three teachers a random order has τ = 1 once in six times, and a random first choice is right once in "
        "three. The metrics are not independent of each other, and neither are the replicates: one student, three "
        "teachers.",
        "## Selections",
        "Differences of pass@1 in points, paired.",
        selection_table(accuracies),
        "## Limits",
        LIMITS,
    ]
    OUTPUT.write_text("\n\n".join(sections) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
