"""The column names of a shop's export, as they stand in the shop's YAML file, and their places in a header.

Names are compared as everywhere, without case, spaces and punctuation; `exact` ones letter by letter but for case,
as XML needs where `@id` is not `id`. In a name `<n>` stands for a number and `*` for anything.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from pathlib import Path

from expectations.columns import fold
from expectations.yaml_files import Strict, parse_file
from tasks.normalise.shops.options import option_of

_WILD = re.compile(r"(<n>|\*)")


class ShopHeaders(Strict):
    """The columns of one shop's export.

    A header is the shop's where it has one name of each `required` group and `at_least` of the `marks`. `without` is
    a part of names that does not count, `pairs` the elements of which a column is named `PARAM[Color]`: those that are
    an option are its field, the others are ignored.
    """

    exact: bool = False
    without: str = ""
    required: tuple[tuple[str, ...], ...]
    at_least: int
    marks: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    used: dict[str, tuple[str, ...]] = {}
    ignored: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()

    def recognise(self, header: tuple[str, ...]) -> bool:
        """Whether a header is certainly this shop's."""
        has_required = all(self.columns(header, group) for group in self.required)
        return has_required and len(self.columns(header, self.marks)) >= self.at_least

    def mapped(self, header: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
        """The columns of each canonical field that the header has, best first."""
        found = {field: self.columns(header, names) for field, names in self.fields.items()}
        for index, name in self._pairs(header).items():
            option = option_of(name)
            if option is not None:
                found[option] = (*found.get(option, ()), index)
        return {field: columns for field, columns in found.items() if columns}

    def used_columns(self, header: tuple[str, ...]) -> frozenset[int]:
        """The columns that the shop's own code reads."""
        return frozenset(self.columns(header, [name for names in self.used.values() for name in names]))

    def ignored_columns(self, header: tuple[str, ...]) -> frozenset[int]:
        """The columns that say nothing of use and are not read otherwise."""
        listed = {*self.columns(header, self.ignored), *self._pairs(header)}
        mapped = {index for columns in self.mapped(header).values() for index in columns}
        return frozenset(listed - mapped - self.used_columns(header))

    def column(self, header: tuple[str, ...], role: str) -> int | None:
        """The column that the shop's code reads under a name of `used`, if the header has it."""
        return next(iter(self.columns(header, self.used[role])), None)

    def numbered(self, header: tuple[str, ...], role: str) -> dict[int, int]:
        """The columns of a numbered name of `used` by their number."""
        patterns = [self._pattern(name) for name in self.used[role]]
        found: dict[int, int] = {}
        for index, name in enumerate(header):
            match = next(filter(None, (pattern.fullmatch(self._key(name)) for pattern in patterns)), None)
            if match is not None:
                found.setdefault(int(match[1]), index)
        return found

    def columns(self, header: tuple[str, ...], names: Iterable[str]) -> tuple[int, ...]:
        """The columns that have one of some names, in the order of the names."""
        keys = [self._key(name) for name in header]
        places: dict[str, list[int]] = {}
        for index, key in enumerate(keys):
            places.setdefault(key, []).append(index)
        found: dict[int, None] = {}
        for name in names:
            if _WILD.search(name):
                pattern = self._pattern(name)
                found.update(dict.fromkeys(index for index, key in enumerate(keys) if pattern.fullmatch(key)))
            else:
                found.update(dict.fromkeys(places.get(self._key(name), ())))
        if not self.without:
            return tuple(found)
        # With the prefix a name is certainly the format's own.
        return tuple(sorted(found, key=lambda index: self.without not in header[index]))

    def _key(self, name: str) -> str:
        plain = name.replace(self.without, "") if self.without else name
        return plain.casefold().strip() if self.exact else fold(plain)

    def _pattern(self, name: str) -> re.Pattern[str]:
        parts = [
            {"<n>": r"(\d+)", "*": ".*"}.get(part) or re.escape(self._key(part)) for part in _WILD.split(name) if part
        ]
        return re.compile("".join(parts), re.DOTALL)

    def _pairs(self, header: tuple[str, ...]) -> dict[int, str]:
        """The columns of named pairs with the name of the pair; what stands beside a value has none."""
        found = {}
        for index, name in enumerate(header):
            place, bracket, rest = name.partition("[")
            if bracket and place.rpartition(".")[2].casefold() in map(str.casefold, self.pairs):
                label, _, behind = rest.rpartition("]")
                found[index] = "" if behind else label
        return found


@functools.cache
def shop_headers(shop: str) -> ShopHeaders:
    """The column names of a shop, from the file beside this one."""
    return parse_file(ShopHeaders, Path(__file__).with_name(f"{shop}.yml"))
