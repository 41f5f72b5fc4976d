"""The ordered steps from canonical text to canonical values, each change recorded.

Arranged rows and the feed's conventions in, rows with values out. What cannot be read is a problem of its row, never a
guess. The order stands in STEPS and nowhere else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from expectations.configuration import Configuration
from expectations.pricing import Offer
from expectations.suppliers import Supplier
from tasks.amounts import decimal_text
from tasks.normalise.categories import read_categories
from tasks.normalise.changes import Changes
from tasks.normalise.colors import read_colors
from tasks.normalise.countries import read_countries
from tasks.normalise.gtin import read_gtin
from tasks.normalise.matching import matches
from tasks.normalise.measures import read_dimensions_cm, read_length_cm, read_pieces, read_weight_g
from tasks.normalise.money import read_money
from tasks.normalise.offers import make_offers
from tasks.normalise.plan import AMOUNTS, FeedPlan
from tasks.normalise.quantities import read_quantity
from tasks.normalise.references import first_and_rest, split_references
from tasks.normalise.sizes import read_sizes
from tasks.normalise.tags import tidy_tags
from tasks.normalise.text import (
    one_line,
    paragraphs,
    plain_text,
    repaired_encoding,
    shortened,
    visible_characters,
)
from tasks.rows import PRODUCT_FIELDS, VARIATION_FIELDS

ONE_LINE = ("name", "brand", "color", "size", "category", "tags")
CODES = ("sku", "parent_sku", "gtin", "brand_id", "condition", "hs_code", "shipping_time")
# Texts of which a value is made that a row can do without, and where that value stands.
_MAY_BE_UNREAD = {
    "msrp": "msrp_minor",
    "cost": "cost_minor",
    "category_id": "category_id",
    "max_quantity": "max_quantity",
    "weight_g": "weight_g",
    "length": "length_cm",
    "width": "width_cm",
    "height": "height_cm",
    "dimensions": "length_cm",
    "pieces": "pieces",
    "origin_country": "origin_country",
}
# Two rows with one SKU are the same offer when all of this is equal.
_CONTENT = sorted(
    {*PRODUCT_FIELDS, *VARIATION_FIELDS, "color_name", "size_name"}
    - {"unread", "overruled", "language", "color", "size"}
)


@dataclass(frozen=True)
class Conventions:
    """What is known beside the rows: what is declared, how this supplier and feed write, what the day is."""

    declared: Configuration
    supplier: Supplier
    plan: FeedPlan
    day: dt.date

    @property
    def offer(self) -> Offer | None:
        """The supplier's terms; with rates in hand amounts are converted for suppliers without terms too."""
        return self.supplier.offer or (Offer() if self.declared.rates.rates else None)


@dataclass(frozen=True)
class Normalised:
    """Rows with the canonical value columns, what was changed on the way, and what was due with changes off."""

    rows: pd.DataFrame
    changes: pd.DataFrame
    due: pd.DataFrame


def normalise_values(arranged: pd.DataFrame, conventions: Conventions) -> Normalised:
    """Normalise one shard of arranged rows; the input is left as it is."""
    rows = arranged.copy()
    sent = arranged[[*_MAY_BE_UNREAD]]
    changes = Changes(is_on=conventions.supplier.changes)
    for step in STEPS:
        rows = step(rows, conventions, changes)
    rows["unread"] = _unread(sent, rows)
    rows["content"] = pd.util.hash_pandas_object(rows[_CONTENT].astype("str").fillna(""), index=False).astype("str")
    return Normalised(rows, changes.frame(), changes.due())


def _texts(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    for field in ONE_LINE:
        spaced = _tags_spaced if field == "tags" else one_line
        rows[field] = _tidied(rows, field, changes, (*_TEXT_STEPS, (spaced, "text.spaces")))
    rows["description"] = _tidied(rows, "description", changes, (*_TEXT_STEPS, (paragraphs, "text.spaces")))
    cut = shortened(rows["description"], known.declared.limits.description_length)
    rows["description"] = changes.apply(rows, "description", cut, "description.cut")
    return rows


_TextStep = tuple[Callable[[pd.Series], pd.Series], str]
_TEXT_STEPS: tuple[_TextStep, ...] = (
    (plain_text, "text.html"),
    (repaired_encoding, "text.encoding"),
    (visible_characters, "text.characters"),
)
# Whatever a step of texts could change; most texts of a feed have none of it and are looked at once.
_MAY_CHANGE = r"[^\x20-\x7e]|[<&]|  |^ | $"


def _tidied(rows: pd.DataFrame, field: str, changes: Changes, steps: tuple[_TextStep, ...]) -> pd.Series:
    """A field after these steps, each change recorded."""
    where = matches(rows[field], _MAY_CHANGE)
    if not where.any():
        return rows[field]
    part = rows.loc[where, [*dict.fromkeys(("row_id", "sku", field))]].copy()
    for step, rule_id in steps:
        part[field] = changes.apply(part, field, step(part[field]), rule_id)
    after = rows[field].copy()
    after[where] = part[field]
    return after


def _tags_spaced(column: pd.Series) -> pd.Series:
    # Line breaks separate tags, so they are kept until the tags are split.
    return one_line(column.str.replace("\n", ","))


def _codes(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    for field in CODES:
        rows[field] = _tidied(rows, field, changes, _CODE_STEPS)
    return rows


_CODE_STEPS: tuple[_TextStep, ...] = ((visible_characters, "text.characters"), (one_line, "text.spaces"))


def _gtins(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    read = read_gtin(rows["gtin"], known.declared.words)
    for note in ("format", "lost_zero"):
        is_so = read["note"] == note
        after = read["gtin"].where(is_so, rows["gtin"])
        rows["gtin"] = changes.apply(rows, "gtin", after, f"gtin.{note}")
    rows["gtin"] = changes.remove(rows, "gtin", read["note"] == "placeholder", "gtin.placeholder")
    return rows


def _tags(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    rows["tags"] = changes.apply(rows, "tags", tidy_tags(rows["tags"], known.declared.limits.tags), "tags.tidy")
    return rows


def _lookups(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    for field, table in known.supplier.lookups.items():
        folded = {key.casefold(): value for key, value in table.items()}
        after = rows[field].str.casefold().map(folded).astype("str").fillna(rows[field])
        rows[field] = changes.apply(rows, field, after, "option.lookup")
    return rows


def _options(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    # Which of these names are used is seen when the product is whole.
    return rows.assign(
        color_name=read_colors(rows["color"], known.declared.colors)["color"],
        size_name=read_sizes(rows["size"], known.declared.sizes)["size"],
    )


def _brands(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    spelt = rows["brand"].map(dict(known.plan.brands or {})).astype("str")
    rows["brand"] = changes.remove(rows, "brand", spelt == "", "brand.placeholder")
    after = spelt.mask(spelt == "").fillna(rows["brand"])
    rows["brand"] = changes.apply(rows, "brand", after, "brand.spelling")
    return rows


def _pictures(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    main, extra = first_and_rest(
        split_references(rows["main_image"], known.supplier.picture_separator),
        split_references(rows["extra_images"], known.supplier.picture_separator),
    )
    rows["main_image"], rows["extra_images"] = main, extra
    rows["variation_image"] = rows["variation_image"].str.strip()
    return rows


def _money(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    decimal = known.plan.decimal
    read = {field: read_money(rows[field], decimal, _is_plain(rows, field), known.declared.words) for field in AMOUNTS}
    # With changes off an amount is read all the same: without it nothing could be judged.
    for field, amounts in read.items():
        where = _looks_written(rows[field])
        if where.any():
            written = decimal_text(amounts["minor"][where]).reindex(rows.index)
            changes.note(rows, field, rows[field], written, "price.format")
    leading = "cost" if known.offer is not None and known.offer.price_from == "cost" else "price"
    price = read[leading]
    stated = rows["currency"].str.strip().str.upper().fillna(price["currency"])
    if known.plan.currency is not None:
        stated = stated.fillna(known.plan.currency)
    contradicts = stated.notna() & price["currency"].notna() & (stated != price["currency"])
    two = ("'" + rows[leading] + "' beside the currency " + stated).where(contradicts)
    missing = pd.Series(f"the {leading} is missing", index=rows.index).where(rows[leading].isna())
    is_ambiguous = price["is_ambiguous"].astype("bool")
    made = {
        "price_problem": price["problem"].mask(is_ambiguous).fillna(two).fillna(missing).astype("str"),
        "price_ambiguous": price["problem"].where(is_ambiguous).astype("str"),
        "shipping_problem": read["shipping"]["problem"],
        "currency": stated,
        **{f"{field}_minor": amounts["minor"] for field, amounts in read.items()},
    }
    return rows.drop(columns=list(AMOUNTS)).assign(**made)


def _is_plain(rows: pd.DataFrame, field: str) -> pd.Series:
    """Where the feed itself stores the field's value as a number."""
    if not rows["plain_numbers"].notna().any():
        return pd.Series(False, index=rows.index)
    return ("," + rows["plain_numbers"] + ",").str.contains(f",{field},", regex=False, na=False)


def _looks_written(column: pd.Series) -> pd.Series:
    """Where a price was sent in another form than a plain number."""
    return column.notna() & ~matches(column, r"^[0-9]+(?:\.[0-9]{1,2})?$")


def _quantities(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    is_plain = _is_plain(rows, "quantity")
    # Where no number is sent, whether there is any says the least that there is.
    said = rows["quantity"].fillna(rows["availability"])
    in_stock = known.supplier.offer.in_stock if known.supplier.offer else 1
    read = read_quantity(
        said, in_stock=in_stock, decimal=known.plan.decimal, is_plain=is_plain, words=known.declared.words
    )
    written = read["number"].astype("str").where(read["number"].notna())
    for note in ("word", "floor"):
        changes.note(rows, "quantity", said, written.where(read["note"] == note), f"quantity.{note}")
    changes.note(rows, "quantity", said, written.where(read["note"].isna()), "quantity.format")
    missing = pd.Series("the quantity is missing", index=rows.index).where(said.isna())
    made = {"quantity": read["number"], "quantity_problem": read["problem"].fillna(missing).astype("str")}
    return rows.drop(columns=["availability", "plain_numbers"]).assign(**made)


def _measures(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    named, stated = known.plan.mapping.units, known.supplier.units
    how: dict[str, Any] = {"decimal": known.plan.decimal, "units": known.declared.units}
    made = {
        "weight_g": read_weight_g(rows["weight_g"], stated.weight or named.get("weight_g"), **how)["weight_g"],
        "pieces": read_pieces(rows["pieces"], known.declared.units)["pieces"],
        "max_quantity": read_quantity(rows["max_quantity"], words=known.declared.words)["number"],
        "category_id": read_quantity(rows["category_id"], words=known.declared.words)["number"],
    }
    whole = read_dimensions_cm(rows["dimensions"], stated.length or named.get("dimensions"), **how)
    for side in ("length", "width", "height"):
        single = read_length_cm(rows[side], stated.length or named.get(side), **how)["length_cm"]
        made[f"{side}_cm"] = single.fillna(whole[f"{side}_cm"])
    return rows.drop(columns=["length", "width", "height", "dimensions"]).assign(**made)


def _countries(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    read = read_countries(rows["origin_country"], known.declared.names)["country"]
    changes.note(rows, "origin_country", rows["origin_country"], read, "origin.code")
    rows["origin_country"] = read
    return rows


def _categories(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    read = read_categories(rows["category_id"], rows["category"], known.supplier.categories, known.declared.categories)
    looked_up = read["category_id"].astype("str").where(read["note"] == "lookup")
    changes.note(rows, "category_id", rows["category_id"].astype("str"), looked_up.astype("str"), "category.lookup")
    if changes.is_on:
        rows["category_id"] = read["category_id"]
    rows["category_problem"] = read["problem"]
    return rows


def _offers(rows: pd.DataFrame, known: Conventions, changes: Changes) -> pd.DataFrame:
    if known.offer is None:
        return rows.drop(columns="cost_minor")
    is_sold = rows["kind"] == "variation"
    offers = make_offers(rows[is_sold], known.offer, known.declared.store.currency, known.declared.rates, known.day)
    for field, before, after, rule_id in offers.changes:
        changes.note(rows[is_sold], field, before, after, rule_id)
    if changes.is_on:
        rows = pd.concat([offers.rows, rows[~is_sold]]).reindex(rows.index).astype(rows.dtypes.to_dict())
    return rows.drop(columns="cost_minor")


def _unread(sent: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """The fields whose text was there and gave no value, with the text."""
    unread = pd.Series("", index=rows.index, dtype="str")
    for field, made in _MAY_BE_UNREAD.items():
        if made not in rows or not sent[field].notna().any():
            continue
        lost = sent[field].notna() & rows[made].isna()
        unread = unread.mask(lost, unread + "; " + field + " '" + sent[field].fillna("") + "'")
    return unread.str.removeprefix("; ").mask(unread == "")


STEPS: tuple[Callable[[pd.DataFrame, Conventions, Changes], pd.DataFrame], ...] = (
    _texts,
    _codes,
    _gtins,
    _tags,
    _lookups,
    _options,
    _brands,
    _pictures,
    _money,
    _quantities,
    _measures,
    _countries,
    _categories,
    _offers,
)
"""The steps, in their order: texts first, then values made of texts, then what needs several values."""
