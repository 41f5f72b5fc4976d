"""How well bytes fit an encoding, counted: a feed may hold a few that are no text in its own.

Comes in a sample (or the whole file where relatives are to be told apart), goes out a number or a yes or no.
"""

from __future__ import annotations

from pathlib import Path

from tasks.ingest.encoding.names import with_wider


def fits(sample: bytes, name: str) -> bool:
    """Whether no more than a few bytes are no text: three, or a fifth of those that are not ASCII."""
    return undecodable(sample, name) <= max(3, not_ascii(sample) // 5)


def is_damaged_utf8(sample: bytes, *, is_told: bool) -> bool:
    """Whether good characters beyond ASCII outweigh the bytes that do not fit; other encodings have few by chance.

    Where an encoding is stated or declared (`is_told`), a handful of characters is not enough.
    """
    good, wrong = _utf8_characters(sample), undecodable(sample, "utf-8")
    return good >= max(wrong, 20) or (good >= 2 * wrong and not is_told)


def is_mixed(sample: bytes) -> bool:
    """Whether a text of Latin letters holds more UTF-8 than stands in it by chance, which is next to none."""
    good = _utf8_characters(sample)
    return good >= 3 and good * 10 >= undecodable(sample, "utf-8")


def _utf8_characters(sample: bytes) -> int:
    return sum(1 for char in sample.decode("utf-8", "ignore") if not char.isascii())


def undecodable(sample: bytes, name: str) -> int:
    """How many characters of a sample are no text in an encoding."""
    return sample.decode(name, "replace").count("\ufffd")


def not_ascii(sample: bytes) -> int:
    """How many bytes of a sample are not ASCII."""
    return len(sample) - len(sample.decode("ascii", "ignore"))


def narrowest(path: Path, name: str) -> str:
    """The first of an encoding and its wider relatives that fits the whole file; the one itself if none does."""
    relatives = with_wider(name)
    return next((one for one in relatives if len(relatives) == 1 or _fits_strictly(path, one)), name)


def _fits_strictly(path: Path, name: str) -> bool:
    try:
        with path.open("r", encoding=name, newline="") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True
