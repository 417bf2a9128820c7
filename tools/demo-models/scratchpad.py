"""Written arithmetic: column addition and subtraction, multiplication with carries, long division.

Each operation is worked out digit by digit, so that a small model can learn it, and may contain one *slip*, as
people make them: a wrong digit in one column, a forgotten carry, or a digit misread when the result is put together.
Everything written after a slip follows honestly from what was written.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import Enum
from typing import Optional

INVERSE = {"+": "-", "-": "+", "*": "/", "/": "*"}


class SlipKind(Enum):
    WRONG_DIGIT = "wrong digit"
    FORGOTTEN_CARRY = "forgotten carry"
    MISREAD = "misread result"


@dataclass(frozen=True)
class Slip:
    """`position` counts columns from the right (for division: stages from the left); `offset` in 1..9 is added
    to the digit, modulo ten."""

    kind: SlipKind
    position: int
    offset: int


@dataclass(frozen=True)
class Segment:
    """A piece of text; `is_slip` marks the characters at which the writer went wrong.

    An empty slip stands for something left out: the character that follows came too early.
    """

    text: str
    is_slip: bool = False


@dataclass
class Working:
    """A scratchpad, the result read off it, and what a division leaves over."""

    segments: list[Segment] = field(default_factory=list)
    result: int = 0
    remainder: int = 0
    result_segments: list[Segment] = field(default_factory=list)

    def start_entry(self, text: str) -> None:
        self.segments.append(Segment((", " if self.segments else "") + text))

    def add(self, text: str, is_slip: bool = False) -> None:
        self.segments.append(Segment(text, is_slip))

    def read_result(self, result: int, slip: Optional[Slip]) -> None:
        """Put the result together from the columns; a misreading changes one digit of it."""
        digits = str(result)
        misread_at = _misread_index(digits, slip)
        if misread_at is None:
            self.result, self.result_segments = result, [Segment(digits)]
            return
        wrong = _shift_digit(digits[misread_at], slip.offset)
        before, after = digits[:misread_at], digits[misread_at + 1 :]
        self.result = int(before + wrong + after)
        self.result_segments = [Segment(before), Segment(wrong, True), Segment(after)]


def work_out(left: int, operator: str, right: int, slip: Optional[Slip] = None) -> Working:
    """Work out one operation on natural numbers; for * and / the right side has one digit."""
    return {"+": _add, "-": _subtract, "*": _multiply, "/": _divide}[operator](left, right, slip)


def work_out_with_slip(rng: random.Random, left: int, operator: str, right: int) -> Working:
    """Work out with one slip that changes the result, such that the inverse operation can still be written down."""
    honest = work_out(left, operator, right)
    while True:
        slip = Slip(rng.choice(list(SlipKind)), rng.randrange(4), rng.choice([1, 1, 1, 9, 9, 9, *range(2, 9)]))
        try:
            working = work_out(left, operator, right, slip)
        except ArithmeticError:
            continue
        if working.result != honest.result and working.remainder == 0 and _can_check(working.result, operator, right):
            return working


def _can_check(result: int, operator: str, right: int) -> bool:
    """A wrong result may be so small that nothing can be taken from it."""
    return result >= right if operator in "+*" else result > 0


def _digits(number: int) -> list[int]:
    """Digits from the right."""
    return [int(digit) for digit in reversed(str(number))]


def _shift_digit(digit: str, offset: int) -> str:
    return str((int(digit) + offset) % 10)


def _slips_here(slip: Optional[Slip], kind: SlipKind, position: int) -> bool:
    return slip is not None and slip.kind is kind and slip.position == position


def _misread_index(digits: str, slip: Optional[Slip]) -> Optional[int]:
    if slip is None or slip.kind is not SlipKind.MISREAD or slip.position >= len(digits):
        return None
    index = len(digits) - 1 - slip.position
    leading_zero = index == 0 and _shift_digit(digits[0], slip.offset) == "0"
    return None if leading_zero else index


def _write_value(working: Working, value: int, slip: Optional[Slip], position: int) -> int:
    """Write `=value`, with its last digit wrong if the slip says so, and return what was written."""
    if not _slips_here(slip, SlipKind.WRONG_DIGIT, position):
        working.add(f"={value}")
        return value
    digits = str(value)
    wrong = _shift_digit(digits[-1], slip.offset)
    working.add(f"={digits[:-1]}")
    working.add(wrong, is_slip=True)
    return int(digits[:-1] + wrong)


def _write_carry(working: Working, carry: int, sign: str, slip: Optional[Slip], position: int) -> int:
    """Write the carry into the column unless it is forgotten (then what follows comes too early)."""
    if carry and _slips_here(slip, SlipKind.FORGOTTEN_CARRY, position):
        working.add("", is_slip=True)
        return 0
    if carry:
        working.add(f"{sign}{carry}")
    return carry


def _columns(left: int, right: int) -> list[tuple[int, int]]:
    """Digit pairs from the right, the shorter number filled up with zeros."""
    width = max(len(str(left)), len(str(right)))
    return [(int(upper), int(lower)) for upper, lower in zip(f"{left:0{width}}", f"{right:0{width}}")][::-1]


def _read_columns(values: list[int]) -> int:
    """Last digits of all columns; the leftmost column counts in full."""
    return int("".join([str(values[-1])] + [str(value % 10) for value in reversed(values[:-1])]))


def _add(left: int, right: int, slip: Optional[Slip]) -> Working:
    working, carry, values = Working(), 0, []
    for position, (upper, lower) in enumerate(_columns(left, right)):
        working.start_entry(f"{upper}+{lower}")
        carry = _write_carry(working, carry, "+", slip, position)
        values.append(_write_value(working, upper + lower + carry, slip, position))
        carry = values[-1] // 10
    working.read_result(_read_columns(values), slip)
    return working


def _subtract(left: int, right: int, slip: Optional[Slip]) -> Working:
    working, borrow, values = Working(), 0, []
    for position, (upper, lower) in enumerate(_columns(left, right)):
        needs_borrow = upper - lower - borrow < 0
        top = upper + 10 if needs_borrow else upper
        working.start_entry(f"{top}-{lower}")
        borrow = _write_carry(working, borrow, "-", slip, position)
        values.append(_write_value(working, top - lower - borrow, slip, position))
        borrow = 1 if needs_borrow else 0
    if borrow:
        raise ArithmeticError(f"{left}-{right} is negative")
    working.read_result(_read_columns([value % 10 for value in values]), slip)
    return working


def _multiply(left: int, right: int, slip: Optional[Slip]) -> Working:
    working, carry, values = Working(), 0, []
    for position, digit in enumerate(_digits(left)):
        working.start_entry(f"{digit}*{right}")
        value = _write_value(working, digit * right, slip, position)
        if carry and _slips_here(slip, SlipKind.FORGOTTEN_CARRY, position):
            working.add("", is_slip=True)
        elif carry:
            working.add(f", {value}+{carry}={value + carry}")
            value += carry
        values.append(value)
        carry = value // 10
    working.read_result(_read_columns(values), slip)
    return working


def _divide(left: int, right: int, slip: Optional[Slip]) -> Working:
    """Long division: each stage names the quotient digit times the divisor, then what is left of the partial
    dividend."""
    working, partial, quotient, stage = Working(), 0, "", 0
    for digit in str(left):
        partial = partial * 10 + int(digit)
        if not quotient and partial < right:
            continue
        quotient_digit = partial // right
        if quotient_digit > 9:
            raise ArithmeticError("a slip led to a quotient digit above nine")
        quotient += str(quotient_digit)
        product = quotient_digit * right
        working.start_entry(f"{quotient_digit}*{right}={product}, {partial}-{product}")
        partial = _write_value(working, partial - product, slip, stage)
        stage += 1
    working.read_result(int(quotient or "0"), slip)
    working.remainder = partial
    return working
