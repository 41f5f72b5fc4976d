"""One JSON value out of a text, from a position on, with numbers as they are written.

The standard library's scanner, because it starts and stops anywhere, which ijson and orjson do not: after a broken
record reading goes on at the next one. Objects come as tuples of pairs (arrays are lists), so that repeated keys are
seen. It decides nothing about what values mean.
"""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import Any, NamedTuple

# What an error this close to the end of the text says may change with more text.
_TAIL = 16
_MOST_COMMAS = 1_000
_SPACE = re.compile(r"[ \t\r\n]*+")
TOO_DEEP = "is nested too deeply"


class Number(str):
    """A number as it is written."""

    __slots__ = ()


class Unreadable(ValueError):
    """No JSON value stands there. `is_open`: with more text behind it there might be one."""

    def __init__(self, reason: str, *, is_open: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_open = is_open


class Mended(NamedTuple):
    """A value that is almost JSON, where it ends, and what had to be forgiven."""

    value: Any
    end: int
    has_controls: bool
    has_commas: bool


class Values:
    """Reads values; `has_nan` tells whether a NaN, which JSON does not know, was read as null."""

    def __init__(self) -> None:
        self.has_nan = False
        self._read, self._read_loosely = (
            json.JSONDecoder(
                object_pairs_hook=tuple,
                parse_float=Number,
                parse_int=Number,
                parse_constant=self._constant,
                strict=is_strict,
            ).raw_decode
            for is_strict in (True, False)
        )

    def read(self, text: str, at: int) -> tuple[Any, int]:
        """The value that begins at `at` and where it ends; raises Unreadable."""
        try:
            return self._read(text, at)
        except json.JSONDecodeError as error:
            raise _explained(text, at, error) from error
        except RecursionError:
            raise Unreadable(TOO_DEEP) from None

    def mend(self, text: str, at: int) -> Mended:
        """As `read`, where control characters in strings and commas before a closing bracket are no error.

        Raises Unreadable where that is not all that is wrong.
        """
        read, has_controls, commas = self._read, False, 0
        while True:
            try:
                value, end = read(text, at)
                return Mended(value, end, has_controls, commas > 0)
            except json.JSONDecodeError as error:
                comma = _comma_before(text, at, error.pos)
                if error.msg.startswith("Invalid control character") and not has_controls:
                    read, has_controls = self._read_loosely, True
                elif comma >= 0 and commas < _MOST_COMMAS:
                    text, commas = f"{text[:comma]} {text[comma + 1 :]}", commas + 1
                else:
                    raise _explained(text, at, error) from error
            except RecursionError:
                raise Unreadable(TOO_DEEP) from None

    def _constant(self, word: str) -> Number | None:
        if word == "NaN":
            self.has_nan = True
            return None
        return Number(word)


def _comma_before(text: str, start: int, at: int) -> int:
    """Where the comma stands that the closing bracket at a position follows; -1 where there is none."""
    if text[at : at + 1] not in ("}", "]"):
        return -1
    before = at - 1
    while before > start and text[before] in " \t\r\n":
        before -= 1
    return before if text[before] == "," else -1


def _explained(text: str, at: int, error: json.JSONDecodeError) -> Unreadable:
    behind = _SPACE.match(text, min(error.pos, len(text)))
    is_open = error.msg.startswith("Unterminated") or (behind is not None and behind.end() >= len(text) - _TAIL)
    said = error.msg.removesuffix(" at").removesuffix(" starting")
    return Unreadable(f"is no JSON: {said} at character {error.pos - at + 1}", is_open=is_open)


def compact(value: Any, nesting: int) -> str:
    """A value as JSON text without spaces, numbers as they were written.

    Raises Unreadable where it is nested more than `nesting` deep.
    """
    if nesting < 0:
        raise Unreadable(TOO_DEEP)
    if isinstance(value, tuple):
        return "{" + ",".join(f"{encode_basestring(key)}:{compact(one, nesting - 1)}" for key, one in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(compact(one, nesting - 1) for one in value) + "]"
    if isinstance(value, Number):
        return str(value)
    return encode_basestring(value) if isinstance(value, str) else scalar(value) or "null"


def scalar(value: Any) -> str | None:
    """The text of a value that is no array or object."""
    if value is None or isinstance(value, str):
        return value
    return "true" if value else "false"
