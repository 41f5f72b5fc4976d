"""Kinds of characters of whole blocks of text at once: arrays of code points in, arrays of truth out."""

from __future__ import annotations

import functools

import numpy as np

_BLANK = 32
# Stands between joined texts; never a blank, so that no run of blanks spans two texts.
BREAK = "\x00"

# Above, everything is a letter but for the listed blocks.
_TABLED = 0x3100
_PRIVATE = (0xE000, 0xF900)
_PICTOGRAPHS = (0x1F000, 0x20000)


def as_codes(text: str) -> np.ndarray:
    """One number for each character: of one byte where all are ASCII."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def as_text(codes: np.ndarray) -> str:
    """The characters that the numbers stand for."""
    return codes.tobytes().decode("ascii" if codes.dtype == np.uint8 else "utf-32-le", "surrogatepass")


def blanked(codes: np.ndarray, which: np.ndarray) -> np.ndarray:
    """The same with a blank for some characters."""
    return np.where(which, codes.dtype.type(_BLANK), codes)


def is_blank(codes: np.ndarray) -> np.ndarray:
    """White space."""
    return _looked_up(_blanks(), codes)


def is_separator(codes: np.ndarray) -> np.ndarray:
    """All that is no letter and no digit, but for the break between texts."""
    found = _looked_up(_separators(), codes)
    if codes.dtype != np.uint8:
        for low, high in (_PRIVATE, _PICTOGRAPHS):
            found |= (codes >= low) & (codes < high)
    return found


def _looked_up(table: np.ndarray, codes: np.ndarray) -> np.ndarray:
    if codes.dtype == np.uint8:
        # Several times as fast as an index of bytes, which numpy widens first.
        return np.frombuffer(codes.tobytes().translate(table[:256].tobytes()), dtype=bool)
    found: np.ndarray = np.take(table, np.minimum(codes, _TABLED))
    return found


@functools.cache
def _blanks() -> np.ndarray:
    return np.array([chr(code).isspace() for code in range(_TABLED)] + [False])


@functools.cache
def _separators() -> np.ndarray:
    return np.array([code != 0 and not chr(code).isalnum() for code in range(_TABLED)] + [False])
