"""The values of spreadsheet cells as text: nothing scientific, nothing local.

Text stays as it is. Only values that a cell holds are known here, not how its format shows them.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

_EXACT = 1 << 53


def text_of(value: object) -> str:
    """A cell's value as text: numbers written out plainly, dates and times as ISO writes them.

    Numbers that are not whole have the 15 digits that spreadsheets show, so that a computed 0.30000000000000004 is
    the 0.3 that its author saw.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _plain(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, datetime.timedelta):
        return _duration(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def _plain(value: float) -> str:
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    digits = repr(value) if value.is_integer() else f"{value:.15g}"
    return f"{Decimal(digits):f}" if "e" in digits else digits


def _duration(value: datetime.timedelta) -> str:
    seconds = round(value.total_seconds())
    sign = "-" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 3600:02d}:{abs(seconds) // 60 % 60:02d}:{abs(seconds) % 60:02d}"
