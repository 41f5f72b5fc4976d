"""The unit that a header names."""

from __future__ import annotations

import re

_UNITS = {"kg": "kg", "kilograms": "kg", "g": "g", "gr": "g", "grams": "g", "gramm": "g"}


def unit_of(header: str) -> str | None:
    """g or kg where the last word of a header is that unit, such as `Weight (g)`."""
    words = re.findall(r"[a-z]+", header.casefold())
    return _UNITS.get(words[-1]) if words else None
