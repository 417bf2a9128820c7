"""Sentences of a response: the specification in `src/lib/core/student/sentences.ts`, implemented character by
character instead of with regular expressions, so that the two can be held against each other.

Offsets here are code points; the TypeScript counts UTF-16 units.
"""

from __future__ import annotations

import unicodedata
from typing import Iterator, Optional

LINE_ENDS = "\n\r\u2028\u2029"
WHITE_SPACE = " \t\u00a0\u3000" + LINE_ENDS
DIGITS = "0123456789"
NARROW_MARKS = ".!?…"
WIDE_MARKS = "。！？｡।॥؟۔።"
CLOSERS = "\"'”’»)]}」』）】》〉*_`"
ABBREVIATIONS = {"e.g", "i.e", "cf", "vs", "approx", "resp", "mr", "mrs", "ms", "dr", "fig", "eq"}
WORD_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ."
LONG_FORMULAS = {"\\(": "\\)", "\\[": "\\]", "$$": "$$"}


def skip_while(text: str, at: int, characters: str) -> int:
    while at < len(text) and text[at] in characters:
        at += 1
    return at


def long_formula_end(text: str, at: int) -> Optional[int]:
    """Rule 1, first kind: the offset after a formula that opens at `at`."""
    closer = LONG_FORMULAS.get(text[at : at + 2])
    if closer is None:
        return None
    close = text.find(closer, at + 2)
    inside = text[at + 2 : close]
    has_empty_line = "\n\n" in inside or "\n\r\n" in inside
    # An empty line can also be completed by what stands between the last character and the closer: nothing does.
    return close + 2 if 0 <= close and len(inside) <= 1000 and not has_empty_line else None


def dollar_formula_end(text: str, at: int) -> Optional[int]:
    """Rule 1, second kind."""
    close = text.find("$", at + 1)
    inside = text[at + 1 : close]
    if close < 0 or not 1 <= len(inside) <= 200 or any(character in LINE_ENDS for character in inside):
        return None
    if inside[0] in WHITE_SPACE or inside[-1] in WHITE_SPACE:
        return None
    return None if text[close + 1 : close + 2] in tuple(DIGITS) else close + 1


def ends_sentence(text: str, start: int, run_end: int, end: int) -> bool:
    """Rule 2, for the marks from `start` to `run_end` and their closers up to `end`."""
    run = text[start:run_end]
    if any(mark in WIDE_MARKS for mark in run):
        return True
    if end < len(text) and text[end] not in WHITE_SPACE:
        return False
    if run == ".":
        return not is_list_number(text[:start]) and not is_abbreviation(text[:start])
    return not (set(run) == {"!"} and text[start - 1 : start] in tuple(DIGITS))


def is_list_number(before: str) -> bool:
    digits = 0
    while digits < len(before) and before[-1 - digits] in DIGITS:
        digits += 1
    if not 1 <= digits <= 2:
        return False
    before = before[: len(before) - digits]
    while before and before[-1] not in LINE_ENDS:
        if before[-1] not in WHITE_SPACE:
            return False
        before = before[:-1]
    return True


def is_abbreviation(before: str) -> bool:
    start = len(before)
    while start and before[start - 1] in WORD_CHARACTERS:
        start -= 1
    return before[start:].lower() in ABBREVIATIONS


def sentence_ends(text: str) -> Iterator[int]:
    at = 0
    while at < len(text):
        formula = long_formula_end(text, at)
        if formula is None and text[at] == "$":
            formula = dollar_formula_end(text, at)
        if formula is not None:
            at = formula
        elif text[at] == "\\" and at + 1 < len(text) and text[at + 1] not in LINE_ENDS:
            at += 2
        elif text[at] in LINE_ENDS:
            at += 1
            yield extended(text, at)
        elif text[at] in NARROW_MARKS + WIDE_MARKS:
            run_end = skip_while(text, at, NARROW_MARKS + WIDE_MARKS)
            end = skip_while(text, run_end, CLOSERS)
            if ends_sentence(text, at, run_end, end):
                yield extended(text, end)
            at = end
        else:
            at += 1


def extended(text: str, end: int) -> int:
    """Rule 3."""
    last = end
    while end < len(text) and text[end] in WHITE_SPACE:
        end += 1
        if text[end - 1] in LINE_ENDS:
            last = end
    return last


def has_content(piece: str) -> bool:
    """Rule 4."""
    at = 0
    while at < len(piece):
        mark = reasoning_mark_length(piece, at)
        if mark:
            at += mark
        elif unicodedata.category(piece[at])[0] in "LN":
            return True
        else:
            at += 1
    return False


def reasoning_mark_length(piece: str, at: int) -> int:
    for tag in ("<think>", "</think>"):
        if piece.startswith(tag, at):
            return len(tag)
    if not piece.startswith("<|", at):
        return 0
    end = at + 2
    while end < len(piece) and piece[end] not in "|<>":
        end += 1
    return end + 2 - at if end > at + 2 and piece.startswith("|>", end) else 0


def sentence_starts(text: str) -> list[int]:
    cuts = sorted({0, len(text), *sentence_ends(text)})
    pieces = list(zip(cuts, cuts[1:]))
    filled = [(start, end) for start, end in pieces if has_content(text[start:end])]
    return [0, *(start for start, _ in filled[1:])] if text else []


def split_tokens(starts: list[int], token_starts: list[int]) -> list[tuple[int, int]]:
    """Rule 5: token spans (exclusive ends) of the sentences that have tokens."""
    spans: list[tuple[int, int]] = []
    for index in range(max(1, len(starts))):
        low = starts[index] if index else -1
        high = starts[index + 1] if index + 1 < len(starts) else float("inf")
        tokens = [token for token, start in enumerate(token_starts) if low <= start < high]
        if tokens:
            spans.append((tokens[0], tokens[-1] + 1))
    return spans
