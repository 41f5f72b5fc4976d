"""The form in which texts and terms are compared, with a map back to where each character stood.

Compatibility forms are unified (NFKC), invisible characters and marks that belong to no letter taken out, scripts
written without blanks set apart from others. Case is kept; `casefold` of the result never changes its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.measure.terms.look_alikes import look_alikes

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Thai, Lao, Burmese, Hangul, Khmer, kana, Han: a word may begin and end beside any other character.
_UNSPACED = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\u3005-\u3007\u3041-\u3163\u3165-\u318e\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U000323af"
)
# Some of these and their digits resemble Latin letters, and then stand inside Latin words.
_APART = f"(?![{''.join(one for one in look_alikes() if re.match(f'[{_UNSPACED}]', one))}])[{_UNSPACED}]"
# Emoji are most of what is left, and stand for nothing but themselves. To NFKC the trade mark sign is two letters,
# which would become part of the word before it.
_PICTOGRAPHS = "\u2120\u2122\u2300-\u2429\u2500-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"


def _simple() -> str:
    """Characters of a class that NFKC leaves alone and whose case folds to one character."""
    candidates = [*map(chr, range(0x80, 0x530)), *map(chr, range(0x2010, 0x2200))]
    return "".join(
        re.escape(one)
        for one in candidates
        if unicodedata.normalize("NFKC", one) == one
        and len(one.casefold()) == 1
        and unicodedata.category(one) not in ("Mn", "Me", "Cf", "Cn", "Zl", "Zp")
    )


_SIMPLE = f"\x00-\x7f{_simple()}"
_RUNS = re.compile(
    f"(?P<simple>[{_SIMPLE}{_PICTOGRAPHS}]+(?![{_INVISIBLE}]*[{_MARKS}]))|(?P<invisible>[{_INVISIBLE}]+)"
    f"|(?P<unspaced>(?:{_APART})+)"
    f"|(?P<picture>[{_PICTOGRAPHS}])[{_INVISIBLE}{_MARKS}]*|(?P<cluster>.(?:[{_INVISIBLE}]*[{_MARKS}])*)",
    re.DOTALL,
)
_NEEDS_WORK = re.compile(f"[^{_SIMPLE}{_PICTOGRAPHS}]")
_IS_MARK = re.compile(f"[{_MARKS}]")
_IS_UNSPACED = re.compile(_APART)
_IS_INVISIBLE = re.compile(f"[{_INVISIBLE}]")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Kept:
    """A text as it is compared. Character `i` stood at `starts[i]` to `ends[i]`; without them it did at `i`."""

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the compared text stood in the original."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def keep(text: str) -> Kept:
    """The compared form of a text; most are it already."""
    if text.isascii() or not _NEEDS_WORK.search(text):
        return Kept(text)
    building = _Building()
    for run in _RUNS.finditer(text):
        start, found = run.start(), run.group()
        match run.lastgroup:
            case "simple":
                building.add_run(found, start)
            case "unspaced":
                building.add_run(found, start, is_unspaced=True)
            case "picture":
                building.add_run(found[0], start)
            case "cluster":
                building.add_cluster(found, start)
    return Kept("".join(building.parts), building.starts, building.ends)


def fold(text: str) -> str:
    """The compared form in one case and with single blanks."""
    return " ".join(keep(text).text.casefold().split())


def is_unspaced(character: str) -> bool:
    """Whether the character belongs to a script whose words stand without blanks between."""
    return _IS_UNSPACED.match(character) is not None


def is_hidden_in(original: str) -> bool:
    """Whether characters that nobody sees stand in a part of a text; one that only says where to hyphenate does not."""
    if 2 * original.count(_SOFT_HYPHEN) >= len(original.replace(_SOFT_HYPHEN, "")):
        return True
    return bool(_IS_INVISIBLE.search(original.replace(_SOFT_HYPHEN, "")) or _IS_MARK.search(_composed(original)))


def is_styled_in(original: str) -> bool:
    """Whether letters stand in full-width, bold or other fancy forms."""
    composed = _composed(original)
    return not composed.isascii() and any(
        one.isalnum() and unicodedata.normalize("NFKC", one) != one for one in composed
    )


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


class _Building:
    """The compared form being put together."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._last = ""
        self._is_unspaced = False

    def add_run(self, found: str, start: int, *, is_unspaced: bool = False) -> None:
        """Characters that stay as they are."""
        self._set_apart(found[0], is_unspaced=is_unspaced)
        self.parts.append(found)
        self.starts.extend(range(start, start + len(found)))
        self.ends.extend(range(start + 1, start + len(found) + 1))
        self._last, self._is_unspaced = found[-1], is_unspaced

    def add_cluster(self, found: str, start: int) -> None:
        """One character with its marks, which may become several."""
        composed = unicodedata.normalize("NFKC", _IS_INVISIBLE.sub("", found))
        if found[0].isalpha() and not _IS_UNSPACED.match(found[0]):
            composed = _IS_MARK.sub("", composed)
        for one in composed:
            # A letter whose small form has more characters is kept as that.
            if "\ud800" <= one <= "\udfff":
                # Half a character, which nothing that compares texts takes.
                one = "\ufffd"
            said = one if len(one.casefold()) == 1 else _IS_MARK.sub("", one.casefold())
            self._set_apart(said[0], is_unspaced=is_unspaced(said[0]))
            self.parts.append(said)
            self.starts.extend([start] * len(said))
            self.ends.extend([start + len(found)] * len(said))
            self._last, self._is_unspaced = said[-1], is_unspaced(said[-1])

    def _set_apart(self, first: str, *, is_unspaced: bool) -> None:
        if is_unspaced != self._is_unspaced and self._last.isalnum() and first.isalnum():
            self.parts.append(" ")
            self.starts.append(self.starts[-1])
            self.ends.append(self.ends[-1])
