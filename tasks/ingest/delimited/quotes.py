"""Which quotes of a block delimit cells, and how far that is certain.

The bytes of whole lines come in, of which the first starts a record. Quotes inside unquoted cells, such as those of
`5" pipe`, are text. Which ones are is guessed at first and then proved: the others must in turn open a cell at its
start and close it at its end, and the text ones stand outside of them. Nothing is said beyond the first that fails.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NEWLINE = ord("\n")
CARRIAGE = ord("\r")


def quotes_of_cells(signs: Bytes, quote: int, delimiter: int) -> tuple[Numbers, int]:
    """The places of the quotes that open and close cells in turn, and the place up to which this is certain.

    A doubled quote inside a cell counts as one that closes and one that opens again. `signs` end with a newline.
    """
    quotes = np.flatnonzero(signs == quote)
    # The sign before the first one is the last of the block: a line end, as it should be.
    before, after = signs[quotes - 1], signs[quotes + 1]
    can_open = (before == delimiter) | (before == NEWLINE)
    can_close = (after == delimiter) | (after == NEWLINE) | (after == CARRIAGE)
    is_right = _stand_right(quotes, can_open, can_close)
    if is_right.all():
        return quotes, len(signs)
    is_doubled = (before == quote) | (after == quote)
    is_text = ~(can_open | can_close | is_doubled)
    others = np.flatnonzero(~is_text)
    is_text[others] = _closes_nothing((can_open & ~is_doubled)[others], (can_close & ~is_doubled)[others])
    cells = quotes[~is_text]
    wrong = cells[~_stand_right(cells, can_open[~is_text], can_close[~is_text])]
    text = quotes[is_text]
    inside = text[np.searchsorted(cells, text) % 2 == 1]
    return cells, min((int(places[0]) for places in (wrong, inside) if len(places)), default=len(signs))


def _closes_nothing(can_open: Flags, can_close: Flags) -> Flags:
    """Which quotes could close a cell but follow no open one, where all before are what they look like."""
    is_plain = can_open ^ can_close
    number = np.arange(len(can_open))
    last_plain = np.maximum.accumulate(np.where(is_plain, number, -1))
    turns: Numbers = np.cumsum(~is_plain, dtype=np.int64)
    turns = turns - np.where(last_plain >= 0, turns[last_plain], 0)
    is_open_behind = (can_open[last_plain] & (last_plain >= 0)) ^ (turns % 2 == 1)
    is_open_before = np.concatenate(([False], is_open_behind[:-1]))
    return is_plain & can_close & ~is_open_before


def _stand_right(quotes: Numbers, can_open: Flags, can_close: Flags) -> Flags:
    is_right = np.empty(len(quotes), dtype=bool)
    is_right[0::2] = can_open[0::2]
    is_right[1::2] = can_close[1::2]
    # A quote that closes and the next that opens again at once are one doubled quote.
    is_doubled = (np.diff(quotes) == 1)[1::2]
    is_right[1:-1:2] |= is_doubled
    is_right[2::2] |= is_doubled
    return is_right
