"""Where a broken record of a JSON list ends, so that reading goes on at the next one.

Brackets are matched by a reading of strings that forgives missing and stray quotes; a later object that has the keys
of the records before ends the broken one as well. It says where, and never what the broken record meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from tasks.ingest.json.values import Unreadable, Values

_MOST_KEYS = 50
_MOST_ATTEMPTS = 1_000
_TOKEN = re.compile(r'(?<![^\s{\[,:])"|[{}\[\]]')
# A quote that stands before `, : } ]` closes; any other inside a line is one that was not escaped.
_STRING = re.compile(r'"(?:[^"\\\n]|\\.|"(?!\s{0,64}+[,:}\]]))*+')
_FIRST_KEY = re.compile(r'\{\s*("(?:[^"\\\n]|\\.)*+")')


class Brackets:
    """The open brackets of a broken record, matched piece by piece of its text."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._lists = 0
        self._no_string_before = 0

    def forget(self, shift: int) -> None:
        """Positions have become smaller."""
        self._no_string_before -= shift

    def match(self, text: str, at: int, *, is_whole: bool) -> tuple[int | None, int]:
        """The end of the record if it lies in the text from `at` on, and up to where the text is settled.

        `is_whole`: nothing follows the text.
        """
        while token := _TOKEN.search(text, at):
            at = token.end()
            char = token[0]
            if char == '"':
                if token.start() < self._no_string_before:
                    continue
                string = _STRING.match(text, token.start())
                end = string.end() if string else at
                if end >= len(text) and not is_whole:
                    return None, token.start()
                if text[end : end + 1] == '"':
                    at = end + 1
                else:
                    self._no_string_before = end
            elif (closed := self._bracket(char, token.start())) is not None:
                return closed, closed
        return None, len(text)

    def _bracket(self, char: str, at: int) -> int | None:
        if char in "{[":
            self._open.append(char)
            self._lists += char == "["
            return None
        opening = "{" if char == "}" else "["
        known = self._lists if char == "]" else len(self._open) - self._lists
        if not known:
            # It closes what the record stands in, or nothing at all.
            return at if char == "]" or not self._open else None
        while self._open:
            closed = self._open.pop()
            self._lists -= closed == "["
            if closed == opening:
                break
        return None if self._open else at + 1


def next_record(text: str, start: int, stop: int, keys: Collection[str], values: Values, *, is_keyed: bool) -> int:
    """Where the next object begins that has the keys of the records before; -1 where there is none before `stop`.

    `is_keyed`: the records are members of an object, so that each begins with its own key.
    """
    known = "|".join(re.escape(key) for key in list(keys)[:_MOST_KEYS])
    if not known:
        return -1
    before = r'[,{\n}]\s*("(?:[^"\\\n]|\\.)*+")\s*:\s*' if is_keyed else r"[,\n}\]]\s*"
    pattern = re.compile(rf'{before}(\{{)\s*"(?:{known})"\s*:')
    at, attempts = start, 0
    while attempts < _MOST_ATTEMPTS and (found := pattern.search(text, at, stop)):
        at = found.start() + 1
        attempts += 1
        try:
            value, _ = values.read(text, found.start(pattern.groups))
        except Unreadable:
            continue
        if len(keys) == 1 or alike(keys, keys_of(value)):
            return found.start(1)
    return -1


def alike(keys: Collection[str], others: Collection[str]) -> bool:
    """Whether two records have at least half of all their keys in common."""
    one, other = set(keys), set(others)
    return 2 * len(one & other) >= len(one | other)


def keys_of(value: Any) -> tuple[str, ...]:
    """The keys of a record, as far as they are looked at."""
    return tuple(key for key, _ in value[:_MOST_KEYS]) if isinstance(value, tuple) else ()


def first_key(text: str, at: int) -> tuple[str, ...]:
    """The first key of a record that cannot be read, as far as it can be told."""
    found = _FIRST_KEY.match(text, at)
    return (found[1][1:-1],) if found else ()
