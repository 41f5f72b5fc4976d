"""Options of a product, told by their names: which value is the colour, which the size.

What comes in are names such as `Colour` or `pa_size` beside their values; what goes out are texts of colour, size and
material. An option that is neither keeps its name and goes with the size, so that variations stay distinct.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from expectations.columns import fold
from expectations.yaml_files import Strict, parse_file

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_JOINT = " / "


class OptionNames(Strict):
    """`options.yml`: how shops call the options that are a field of their own."""

    color: tuple[str, ...]
    size: tuple[str, ...]
    material: tuple[str, ...]


@functools.cache
def _names() -> dict[str, str]:
    listed = parse_file(OptionNames, Path(__file__).with_suffix(".yml"))
    return {fold(name): field for field, names in listed.model_dump().items() for name in names}


@functools.cache
def option_of(name: str, *, by_last_word: bool = False) -> str | None:
    """`color`, `size` or `material` where an option of that name is one.

    By the last word `Frame colour` and `pa_size` count too; that is right among options to choose from, and wrong
    among technical data, where `Screen size` is no size to choose.
    """
    whole = _names().get(fold(name))
    if whole is not None or not by_last_word:
        return whole
    words = re.findall(r"[^\W_]+", _IN_BRACKETS.sub(" ", name))
    return _names().get(fold(words[-1])) if words else None


def read_options(slots: Sequence[tuple[pd.Series, pd.Series]]) -> pd.DataFrame:
    """Colour, size and material of rows from the names and values of their options to choose from, in their order.

    Of two colours the first is the colour. Every option that is neither colour nor size stands in the size as
    `Material: Cotton`, after the size itself.
    """
    index = slots[0][0].index
    found = {field: pd.Series(pd.NA, index=index, dtype="str") for field in OptionNames.model_fields}
    others = pd.Series("", index=index, dtype="str")
    for names, values in slots:
        said = names.notna() & values.notna()
        if not said.any():
            continue
        names, values = names.str.strip(), values.str.strip()
        fields = {name: option_of(name, by_last_word=True) for name in names[said].unique()}
        field = names.map(fields).astype("str")
        is_placed = pd.Series(False, index=index)
        for one, column in found.items():
            here = said & (field == one) & column.isna()
            found[one] = column.mask(here, values)
            if one != "material":
                is_placed |= here
        others = others.mask(said & ~is_placed, others + _JOINT + names + ": " + values)
    size = (found["size"].fillna("") + others).str.removeprefix(_JOINT)
    return pd.DataFrame({**found, "size": size.mask(size == "")})
