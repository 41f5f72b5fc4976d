"""The ordered steps from canonical text to canonical values, each change recorded."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from expectations.suppliers import Supplier
from tasks.normalise.changes import Changes
from tasks.normalise.money import read_money
from tasks.normalise.numbers import read_weight, read_whole, tidy_gtin
from tasks.normalise.references import first_and_rest, split_references
from tasks.normalise.tags import tidy_tags
from tasks.normalise.text import one_line, paragraphs, plain_text, shortened, visible_characters
from tasks.rows import PRODUCT_FIELDS, VARIATION_FIELDS

ONE_LINE = ("name", "brand", "color", "size", "category", "tags")
# Texts of which a value is made that a row can do without, and where that value stands.
_MAY_BE_UNREAD = {
    "msrp": "msrp_minor",
    "category_id": "category_id",
    "max_quantity": "max_quantity",
    "weight_g": "weight_g",
    "origin_country": "origin_country",
}
# Two rows with one SKU are the same offer when all of this is equal.
_CONTENT = sorted({*PRODUCT_FIELDS, *VARIATION_FIELDS} - {"unread", "overruled"})
CODES = ("sku", "parent_sku", "gtin", "brand_id", "condition", "origin_country", "shipping_time")


@dataclass(frozen=True)
class Normalised:
    """Rows with the canonical value columns, and what was changed on the way."""

    rows: pd.DataFrame
    changes: pd.DataFrame


def normalise_values(
    arranged: pd.DataFrame, supplier: Supplier, *, most_tags: int, longest_description: int
) -> Normalised:
    """Normalise one shard of arranged rows; the input is left as it is."""
    rows = arranged.copy()
    changes = Changes()
    for field in (*ONE_LINE, "description"):
        rows[field] = changes.apply(rows, field, plain_text(rows[field]), "text.html")
        rows[field] = changes.apply(rows, field, visible_characters(rows[field]), "text.characters")
        spaced = paragraphs(rows[field]) if field == "description" else _spaced(rows[field], field)
        rows[field] = changes.apply(rows, field, spaced, "text.spaces")
    rows["description"] = changes.apply(
        rows, "description", shortened(rows["description"], longest_description), "description.cut"
    )
    for field in CODES:
        rows[field] = changes.apply(rows, field, visible_characters(rows[field]), "text.characters")
        rows[field] = changes.apply(rows, field, one_line(rows[field]), "text.spaces")
    rows["gtin"] = changes.apply(rows, "gtin", tidy_gtin(rows["gtin"]), "gtin.format")
    rows["tags"] = changes.apply(rows, "tags", tidy_tags(rows["tags"], most_tags), "tags.tidy")
    for field, table in supplier.lookups.items():
        rows[field] = changes.apply(rows, field, _looked_up(rows[field], table), "option.lookup")
    main, extra = first_and_rest(
        split_references(rows["main_image"], supplier.picture_separator),
        split_references(rows["extra_images"], supplier.picture_separator),
    )
    rows["main_image"], rows["extra_images"] = main, extra
    rows["variation_image"] = rows["variation_image"].str.strip()
    sent = rows[[*_MAY_BE_UNREAD]]
    rows = _numbers(_money(rows, supplier, changes), changes)
    rows["unread"] = _unread(sent, rows)
    rows["content"] = pd.util.hash_pandas_object(rows[_CONTENT].astype("str").fillna(""), index=False).astype("str")
    return Normalised(rows, changes.frame())


def _unread(sent: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """The fields whose text was there and gave no value, with the text."""
    unread = pd.Series("", index=rows.index, dtype="str")
    for field, made in _MAY_BE_UNREAD.items():
        lost = sent[field].notna() & rows[made].isna()
        unread = unread.mask(lost, unread + "; " + field + " '" + sent[field].fillna("") + "'")
    return unread.str.removeprefix("; ").mask(unread == "")


def _spaced(column: pd.Series, field: str) -> pd.Series:
    # Line breaks separate tags, so they are kept until the tags are split.
    return one_line(column.str.replace("\n", ",")) if field == "tags" else one_line(column)


def _looked_up(column: pd.Series, table: dict[str, str]) -> pd.Series:
    folded = {key.casefold(): value for key, value in table.items()}
    return column.str.casefold().map(folded).astype("str").fillna(column)


def _money(rows: pd.DataFrame, supplier: Supplier, changes: Changes) -> pd.DataFrame:
    decimal = supplier.numbers.decimal
    price = read_money(rows["price"], decimal, _is_plain(rows, "price"))
    stated = rows["currency"].str.upper().fillna(price["currency"])
    if supplier.numbers.currency is not None:
        stated = stated.fillna(supplier.numbers.currency)
    changes.apply(rows, "price", _written(price["minor"]).where(_looks_written(rows["price"])), "price.format")
    contradicts = stated.notna() & price["currency"].notna() & (stated != price["currency"])
    two = ("'" + rows["price"] + "' beside the currency " + stated).where(contradicts)
    missing = pd.Series("the price is missing", index=rows.index).where(rows["price"].isna())
    rows["price_problem"] = price["problem"].fillna(two).fillna(missing)
    rows["price_minor"] = price["minor"]
    rows["currency"] = stated
    for field in ("msrp", "shipping"):
        read = read_money(rows[field], decimal, _is_plain(rows, field))
        changes.apply(rows, field, _written(read["minor"]).where(_looks_written(rows[field])), "price.format")
        rows[f"{field}_minor"] = read["minor"]
        if field == "shipping":
            rows["shipping_problem"] = read["problem"]
    return rows.drop(columns=["price", "msrp", "shipping", "plain_numbers"])


def _is_plain(rows: pd.DataFrame, field: str) -> pd.Series:
    """Where the feed itself stores the field's value as a number."""
    return ("," + rows["plain_numbers"] + ",").str.contains(f",{field},", regex=False, na=False)


def _looks_written(column: pd.Series) -> pd.Series:
    """Where a price was sent in another form than a plain number."""
    return column.notna() & ~column.str.fullmatch(r"\d+(?:\.\d{1,2})?", na=False)


def _written(minor: pd.Series) -> pd.Series:
    """Hundredths as text with two decimals."""
    number = minor.fillna(0).astype("int64")
    size = number.abs()
    sign = pd.Series("", index=minor.index, dtype="str").mask(number < 0, "-")
    text = sign + (size // 100).astype("str") + "." + (size % 100).astype("str").str.zfill(2)
    return text.where(minor.notna()).astype("str")


def _numbers(rows: pd.DataFrame, changes: Changes) -> pd.DataFrame:
    quantity = read_whole(rows["quantity"])
    written = quantity["number"].astype("str").where(quantity["number"].notna())
    changes.apply(rows, "quantity", written.astype("str"), "quantity.format")
    rows["quantity_problem"] = quantity["problem"].fillna(
        pd.Series("the quantity is missing", index=rows.index).where(rows["quantity"].isna())
    )
    rows["quantity"] = quantity["number"]
    rows["category_id"] = read_whole(rows["category_id"])["number"]
    rows["max_quantity"] = read_whole(rows["max_quantity"])["number"]
    rows["weight_g"] = read_weight(rows["weight_g"])
    country = rows["origin_country"].str.upper()
    rows["origin_country"] = country.where(country.str.fullmatch(r"[A-Z]{2}", na=False))
    return rows
