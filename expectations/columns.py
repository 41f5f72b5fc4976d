"""How suppliers call the canonical fields: the synonyms by which columns are mapped automatically."""

from __future__ import annotations

import functools
import re

from expectations.yaml_files import Strict

_PUNCTUATION = re.compile(r"[\W_]+")


class ColumnNames(Strict):
    """`columns.yml`: the canonical fields with their synonyms, best first, and columns known to mean nothing to us.

    Names are compared with case, spaces and punctuation taken out. `totals` are the labels of a line that adds up
    others.
    """

    fields: dict[str, tuple[str, ...]]
    required: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()

    @functools.cached_property
    def folded(self) -> frozenset[str]:
        """All names of the fields as they are compared, see `fold`."""
        return frozenset(fold(name) for field, synonyms in self.fields.items() for name in (field, *synonyms))


def fold(name: str) -> str:
    """A column name as it is compared: without case, spaces and punctuation."""
    return _PUNCTUATION.sub("", name.casefold())
