"""Facts of products about brands: texts with their hits in; what is named without permission, and how, out.

Permission is asked of `authorisations.yml` for the supplier on the day judged. It covers the names that overlap those
of the brand: who may sell Nike may write *Nike Air*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from expectations.authorisations import Authorisations, Permissions
from expectations.brands import Brand, BrandList
from expectations.value_words import fold_word
from tasks.measure.brands.names import LEXICON
from tasks.measure.brands.sightings import Sighting, Surroundings
from tasks.measure.listing import with_fields
from tasks.measure.terms.hits import Hit

FIELDS = ("name", "description", "tags", "color", "size")
COLUMN = "brand"
FACTS = ("brand_terms", "brand_disguised", "brand_named", "brand_expired", "brand_mentions")

Found = Mapping[str, Mapping[str, Sequence[Hit]]]


class BrandBook:
    """The declared brands and permissions, ready to be asked; built once a process."""

    def __init__(self, listed: BrandList, authorisations: Authorisations) -> None:
        by_name = {brand.name: brand for brand in listed.brands}
        self.surroundings = Surroundings(listed.contexts, by_name)
        self._permissions = Permissions(authorisations, listed.brands)
        self._by_key: dict[str, Brand] = {}
        for brand in listed.brands:
            for name in brand.names:
                self._by_key.setdefault(fold_word(name) or name, brand)

    def brand_called(self, value: str) -> Brand | None:
        """The brand that the feed's brand column names."""
        return self._by_key.get(fold_word(value) or value)

    def of(self, supplier: str, day: dt.date) -> SupplierBrands:
        """What holds for one supplier on one day."""
        return SupplierBrands(self, self._permissions, supplier, day)


@dataclass(frozen=True)
class SupplierBrands:
    """The brands as one supplier may sell them on the day judged."""

    book: BrandBook
    permissions: Permissions
    supplier: str
    day: dt.date

    def is_authorised(self, brand: Brand) -> bool:
        """Whether a document on file holds."""
        return self.permissions.permission(brand.name, self.supplier, self.day) == "authorised"

    def expired(self, brand: Brand) -> str | None:
        """The document that held last, and its last day, where there is none that holds."""
        if self.permissions.permission(brand.name, self.supplier, self.day) != "expired":
            return None
        last = self.permissions.last_document(brand.name, self.supplier)
        return f"{last.document}, to {last.valid_until}"


def brand_facts(products: pd.DataFrame, found: Found, brands: SupplierBrands) -> pd.DataFrame:
    """For each of FACTS the brands and, in `<fact>__field`, the field of the first.

    `found` holds the hits of all lists by field and text.
    """
    told: dict[str, dict[object, dict[str, str]]] = {fact: {} for fact in FACTS}
    for product, texts in _texts_with_hits(products, found, brands.book):
        hits = {field: _own(found[field].get(text, ())) for field, text in texts.items()}
        for fact, field, words in _tell(texts, hits, brands):
            told[fact].setdefault(product, {}).setdefault(words, field)
    facts = pd.DataFrame(index=products.index)
    for fact in FACTS:
        facts[fact], facts[f"{fact}__field"] = with_fields(told[fact], products.index)
    return facts


def _texts_with_hits(products: pd.DataFrame, found: Found, book: BrandBook) -> Iterator[tuple[object, dict[str, str]]]:
    """The products in which a name of a brand stands, with all their texts."""
    concerned = pd.Series(False, index=products.index)
    for field in (*FIELDS, COLUMN):
        wanted = [text for text, hits in found[field].items() if _own(hits)]
        if field == COLUMN:
            wanted += [value for value in products[COLUMN].dropna().unique() if book.brand_called(value)]
        concerned |= products[field].isin(wanted)
    for product, line in products.loc[concerned, [*FIELDS, COLUMN]].iterrows():
        yield product, {str(field): text for field, text in line.items() if isinstance(text, str)}


def _own(hits: Iterable[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.lexicon == LEXICON]


def _tell(
    texts: Mapping[str, str], hits: Mapping[str, Sequence[Hit]], brands: SupplierBrands
) -> Iterator[tuple[str, str, str]]:
    """Fact, field and words of each brand of a product that is not permitted."""
    listing = {field: text for field, text in texts.items() if field != COLUMN}
    sightings = list(brands.book.surroundings.sightings(listing, hits))
    permitted = [one for one in sightings if brands.is_authorised(one.brand)]
    for one in sightings:
        if one.is_within:
            continue
        if one.is_mention:
            yield "brand_mentions", one.field, one.describe()
        elif not any(_overlap(one, other) for other in permitted):
            expired = brands.expired(one.brand)
            if expired is not None:
                yield "brand_expired", one.field, f"{one.describe()}: {expired}"
            else:
                yield "brand_disguised" if one.hit.is_disguised else "brand_terms", one.field, one.describe()
    if COLUMN in texts:
        yield from _tell_column(texts[COLUMN], hits.get(COLUMN, ()), brands)


def _tell_column(value: str, hits: Sequence[Hit], brands: SupplierBrands) -> Iterator[tuple[str, str, str]]:
    """A brand the feed claims; one that is only part of the value, as in `Nike Inc.`, must be an invented name."""
    named = brands.book.brand_called(value)
    known = brands.book.surroundings.brands
    within = [known[hit.term.owner] for hit in hits if known[hit.term.owner].kind == "invented"]
    candidates = [named] if named else within
    if not candidates or any(map(brands.is_authorised, candidates)):
        return
    expired = next((said for said in map(brands.expired, candidates) if said), None)
    yield ("brand_expired", COLUMN, f"{value}: {expired}") if expired else ("brand_named", COLUMN, value)


def _overlap(one: Sighting, other: Sighting) -> bool:
    return one.field == other.field and one.hit.start < other.hit.end and other.hit.start < one.hit.end
