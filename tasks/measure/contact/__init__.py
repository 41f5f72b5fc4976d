"""Contact data and ways off the marketplace in a text: links, e-mail, telephone numbers, messengers, handles.

A column of texts comes in, the passages that give contact data go out as they are written there, plain or disguised.
Invitations in plain words (`visit our website`) are the lexicon's; here stands what has a shape or depends on what is
around it. Nothing is refused.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from tasks.measure.contact.search import search
from tasks.measure.contact.signs import signs_of

__all__ = ["find_contacts"]


def find_contacts(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The texts with contact data, each with its passages as `search` gives them.

    To be asked of many texts at once: the patterns of the quick look are read anew by each call.
    """
    column = pa.array(texts, type=pa.string())
    signed = signs_of(column)
    found = {}
    for text, signs in zip(column.take(pa.array(signed.index)).to_pylist(), signed, strict=True):
        passages = search(text, signs)
        if passages:
            found[text] = passages
    return found
