"""Loads what write-exports.ts wrote as trainers load it, and compares every text with what the page shows.

check.py FOLDER: prints what was compared, and every difference; ends with 1 where there is one.
"""

from __future__ import annotations

import datetime
import json
import logging
import sys
import tempfile
from collections import Counter
from pathlib import Path

import datasets
import llama_factory  # after `datasets`, which has to find out that there is no PyTorch
from byte_tokenizer import byte_tokenizer
from transformers.utils import chat_template_utils
from trl.data_utils import is_conversational, maybe_apply_chat_template, maybe_extract_prompt

MAX_SHOWN = 30
datasets.disable_progress_bars()
datasets.logging.set_verbosity_error()
logging.disable(logging.WARNING)


class StandingStill(datetime.datetime):
    """On the page a template's date is always this one, so that the same set gives the same bytes."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> StandingStill:
        return cls(2024, 7, 26, tzinfo=tz)


chat_template_utils.datetime = StandingStill


class Comparison:
    """Counts what was compared, and keeps what differs."""

    def __init__(self) -> None:
        self.compared: Counter[str] = Counter()
        self.differences: list[str] = []

    def same(self, what: str, where: str, found: object, expected: object) -> None:
        self.compared[what] += 1
        if found != expected:
            self.differences.append(f"{what}, {where}:\n{around(found, expected)}")


def around(found: object, expected: object) -> str:
    """Both where they part."""
    one, other = (value if isinstance(value, str) else repr(value) for value in (found, expected))
    at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    start = max(0, at - 30)
    return f"  trainer, at {at}: {one[start:at + 50]!r}\n  page:          {other[start:at + 50]!r}"


def assistant_text(example: dict, reasoning: str) -> str:
    if reasoning != "inline" or example["reasoning"] == "":
        return example["answer"]
    return f"<think>\n{example['reasoning']}\n</think>\n\n{example['answer']}"


def conversation(example: dict, options: dict, with_field: bool) -> list[dict]:
    """The messages that a row stands for."""
    system = [{"role": "system", "content": options["systemPrompt"]}] if options["systemPrompt"] else []
    assistant = {"role": "assistant", "content": assistant_text(example, options["reasoning"])}
    if with_field and options["reasoning"] == "field":
        assistant["reasoning_content"] = example["reasoning"]
    return [*system, {"role": "user", "content": example["question"]}, assistant]


def sound(text: str) -> str:
    """Lone surrogates, which no file in UTF-8 can hold, are written as U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def sound_example(example: dict | None) -> dict | None:
    return example and {key: sound(text) for key, text in example.items()}


def without_none(messages: list[dict]) -> list[dict]:
    """A table has every column in every row: what a message does not have is None there."""
    return [{key: value for key, value in message.items() if value is not None} for message in messages]


class Case:
    """One exported data set."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        case = json.loads((folder / "case.json").read_text("utf-8"))
        self.name = folder.name
        self.folder = folder
        self.options = case["options"]
        self.previews = case["previews"]
        self.examples = [(sound_example(row["example"]), sound_example(row["rejected"])) for row in case["rows"]]
        file = str(folder / f"{self.options['name']}.jsonl")
        self.rows = datasets.load_dataset("json", data_files=file, split="train", cache_dir=str(scratch))

    def check_texts(self, check: Comparison) -> None:
        """What `datasets` reads is what was stored."""
        check.same("rows read by datasets", self.name, len(self.rows), len(self.examples))
        for at, (row, (example, rejected)) in enumerate(zip(self.rows, self.examples)):
            where = f"{self.name}, row {at + 1}"
            check.same("texts read by datasets", where, self.read(row), self.expected(example, rejected))

    def read(self, row: dict) -> dict:
        return {key: without_none(value) if isinstance(value, list) else value for key, value in row.items()}

    def expected(self, example: dict, rejected: dict | None) -> dict:
        options = self.options
        text = assistant_text(example, options["reasoning"])
        field = {"reasoning_content": example["reasoning"]} if options["reasoning"] == "field" else {}
        system = {"system": options["systemPrompt"]} if options["systemPrompt"] else {}
        match options["format"]:
            case "messages":
                return {"messages": conversation(example, options, True)}
            case "preference":
                *prompt, chosen = conversation(example, options, True)
                return {"prompt": prompt, "chosen": [chosen], "rejected": conversation(rejected, options, True)[-1:]}
            case "prompt-completion":
                before = f"{options['systemPrompt']}\n\n" if options["systemPrompt"] else ""
                return {"prompt": before + example["question"], **field, "completion": text}
            case "sharegpt":
                turns = [{"from": "human", "value": example["question"]}, {"from": "gpt", "value": text}]
                return {"conversations": turns, **field, **system}
            case "alpaca":
                return {"instruction": example["question"], "input": "", **field, "output": text, **system}
        raise ValueError(options["format"])


def check_trl(case: Case, templates: list[dict], check: Comparison) -> None:
    """As TRL's trainers make text of messages and of preference pairs; plain strings it leaves alone."""
    takes_messages = case.options["format"] in ("messages", "preference")
    for template in shown_templates(case, templates) if takes_messages else templates[:1]:
        tokenizer = byte_tokenizer(template)
        for at, row in enumerate(case.rows):
            where = f"{case.name}, row {at + 1}, {template['name']}"
            if not takes_messages:
                check.same("plain strings that TRL leaves alone", where, is_conversational(row), False)
                continue
            check.same("conversations that TRL sees", where, is_conversational(row), True)
            shown = case.previews[template["name"]][at]
            check.same("texts of TRL", where, trl_text(row, tokenizer), page_text(shown, case.options))


def shown_templates(case: Case, templates: list[dict]) -> list[dict]:
    return [template for template in templates if template["name"] in case.previews]


FAILED = {"failed": True}


def trl_text(row: dict, tokenizer) -> dict:
    messages = {key: value for key, value in row.items() if key in ("messages", "prompt", "chosen", "rejected")}
    try:
        rendered = maybe_apply_chat_template(maybe_extract_prompt(messages), tokenizer)
    except Exception:  # A template may refuse a conversation; then the page has to say so.
        return FAILED
    if "text" in rendered:
        return {"text": rendered["text"]}
    return {key: rendered["prompt"] + rendered[key] for key in ("chosen", "rejected")}


def page_text(shown: dict, options: dict) -> dict:
    if shown["failed"]:
        return FAILED
    text = shown["prompt"] + shown["trained"]
    return {"text": text} if options["format"] == "messages" else {"chosen": text, "rejected": shown["rejected"]}


#: Templates of LLaMA-Factory that write a system text, a question and an answer as the page's do.
SAME_TEMPLATES = {"ChatML": "chatml", "Qwen2.5": "qwen", "Phi-4": "phi4"}


def check_llama_factory(case: Case, templates: list[dict], check: Comparison) -> None:
    """As LLaMA-Factory reads a row by dataset_info.json, and then under the student's template and its own."""
    parser, converter, template_module = llama_factory.load()
    [attributes] = parser.get_dataset_list([case.options["name"]], str(case.folder))
    convert = converter.get_dataset_converter(attributes.formatting, attributes, None)
    aligned = [convert(row) for row in case.rows]
    for at, (row, (example, _)) in enumerate(zip(aligned, case.examples)):
        where = f"{case.name}, row {at + 1}"
        check.same("rows read by LLaMA-Factory", where, messages_of(row), conversation(example, case.options, False))
    for template in shown_templates(case, templates):
        tokenizer = byte_tokenizer(template)
        own = template_module.TEMPLATES.get(SAME_TEMPLATES.get(template["name"], ""))
        for at, row in enumerate(aligned):
            where = f"{case.name}, row {at + 1}, {template['name']}"
            shown = case.previews[template["name"]][at]
            text = trl_text({"messages": messages_of(row)}, tokenizer)
            check.same("texts of LLaMA-Factory's rows", where, text, page_text(shown, {"format": "messages"}))
            if own is not None:
                check_own_template(own, tokenizer, row, shown, where, check)


def messages_of(row: dict) -> list[dict]:
    system = [{"role": "system", "content": row["_system"]}] if row["_system"] else []
    return [*system, *row["_prompt"], *row["_response"]]


def check_own_template(own, tokenizer, row: dict, shown: dict, where: str, check: Comparison) -> None:
    turns = [*row["_prompt"], *row["_response"]]
    prompt, response = own.encode_oneturn(tokenizer, turns, row["_system"] or None)
    # It leaves the line feed after the last turn away.
    found = [tokenizer.decode(ids, clean_up_tokenization_spaces=False) for ids in (prompt, response)]
    expected = [shown["prompt"], shown["trained"]]
    check.same("texts of LLaMA-Factory's own templates", where, [part.rstrip("\n") for part in found], [part.rstrip("\n") for part in expected])


def main(folder: Path) -> int:
    templates = json.loads((folder / "templates.json").read_text("utf-8"))
    check = Comparison()
    with tempfile.TemporaryDirectory() as scratch:
        for case_folder in sorted(path.parent for path in folder.glob("*/case.json")):
            case = Case(case_folder, Path(scratch))
            case.check_texts(check)
            if (case_folder / "dataset_info.json").exists():
                check_llama_factory(case, templates, check)
            else:
                check_trl(case, templates, check)
    for what, count in check.compared.items():
        print(f"{count:7,} {what}")
    for difference in check.differences[:MAX_SHOWN]:
        print(f"DIFFERENT {difference}")
    print(f"{len(check.differences)} differences.")
    return 1 if check.differences else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
