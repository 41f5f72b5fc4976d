"""Whether the variations of a product are the same goods, by what their rows call them."""

from __future__ import annotations

import re

import pandas as pd

from tasks.measure.duplicates.words import NameReader, fold_texts
from tasks.measure.listing import first_few

# What a row says otherwise than the first of its product: name 'Cup'; description; brand 'Acme'.
_SAID = re.compile(r"(?:^|; )(name|brand) '(.*?)'(?=$|; (?:description|brand '|category '|condition '))")


def unlike_variations(rows: pd.DataFrame, reader: NameReader) -> pd.Series:
    """By product, what its variations are called where they have no word of the product's name in common, or another
    brand; missing where they are alike.

    `rows` are canonical rows of kind variation; what they said otherwise than their product stands in `overruled`.
    Colours, sizes and numbers are no words here, so a name of nothing else is like every other.
    """
    differing = rows.loc[rows["overruled"].notna(), ["product", "sku", "name", "brand", "overruled"]]
    if differing.empty:
        return pd.Series(dtype="str")
    parts = [
        (product, sku, name, brand, *said)
        for product, sku, name, brand, text in differing.itertuples(index=False)
        for said in _SAID.findall(text)
    ]
    said = pd.DataFrame(parts, columns=["product", "sku", "name", "brand", "field", "value"]).astype("str")
    is_name = said["field"] == "name"
    own = _words(said["value"], reader)
    first = _words(said["name"], reader)
    has_other_name = [bool(mine and theirs and not mine & theirs) for mine, theirs in zip(own, first, strict=True)]
    has_other_brand = _letters(said["value"]) != _letters(said["brand"])
    is_unlike = (is_name & pd.Series(has_other_name, index=said.index)) | (~is_name & has_other_brand)
    unlike = said[is_unlike]
    text = unlike["sku"].fillna("a row without SKU") + " has the " + unlike["field"] + " '" + unlike["value"] + "'"
    return text.groupby(unlike["product"], sort=False).agg(first_few).astype("str")


def _words(names: pd.Series, reader: NameReader) -> list[frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    folded = fold_texts(names).to_pylist()
    for name in folded:
        if name not in table:
            read = reader.read(name)
            table[name] = read.distinct | {word for word in read.telling if len(word) > 1}
    return [table[name] for name in folded]


def _letters(column: pd.Series) -> pd.Series:
    return column.str.casefold().str.replace(r"[\W_]+", "", regex=True)
