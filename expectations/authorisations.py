"""Permission to sell a brand, as the team has it on file.

`authorisations.yml` in; for a brand, a supplier and a day: authorised, expired, or nothing on file. Refuses the same
brand, supplier and document said twice, and brands that nobody knows. Decides nothing about listings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Literal

import pydantic

from expectations.brands import Brand
from expectations.suppliers import SupplierId
from expectations.value_words import fold_word, plain_word
from expectations.yaml_files import Strict, closest, repeated

Permission = Literal["authorised", "expired"]
Name = Annotated[str, pydantic.StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]


class Authorisation(Strict):
    """One document: these suppliers may sell this brand to the end of `valid_until`; without it, until taken away."""

    brand: Name
    suppliers: Annotated[tuple[SupplierId, ...], pydantic.Field(min_length=1)]
    document: Name
    valid_until: dt.date | None = None

    @pydantic.model_validator(mode="after")
    def _suppliers_are_unique(self) -> Authorisation:
        twice = repeated(self.suppliers)
        if twice:
            raise ValueError(f"{self.brand}: supplier listed twice: {', '.join(twice)}")
        return self

    def is_valid(self, day: dt.date) -> bool:
        """Whether the document still holds on the day judged."""
        return self.valid_until is None or day <= self.valid_until


class Authorisations(Strict):
    """`authorisations.yml`, the list of documents; an empty file permits nothing."""

    authorisations: tuple[Authorisation, ...] = ()

    @pydantic.model_validator(mode="after")
    def _documents_are_unique(self) -> Authorisations:
        seen: set[tuple[str, str, str]] = set()
        for one in self.authorisations:
            for supplier in one.suppliers:
                key = (_key(one.brand), supplier, one.document)
                if key in seen:
                    raise ValueError(f"{one.brand}: the same document is listed twice for supplier {supplier}")
                seen.add(key)
        return self


class Permissions:
    """The documents on file, asked by any name of a brand, whatever its case and punctuation.

    A permission for `Levi's` also holds for its alias `Levis`.
    """

    def __init__(self, authorisations: Authorisations, brands: Iterable[Brand]) -> None:
        self._names = {_key(name): _key(brand.name) for brand in brands for name in brand.names}
        self._documents: dict[tuple[str, str], tuple[Authorisation, ...]] = {}
        for one in authorisations.authorisations:
            for supplier in one.suppliers:
                key = (self._known(one.brand), supplier)
                self._documents[key] = (*self._documents.get(key, ()), one)
        self._unknown = tuple(one for one in authorisations.authorisations if _key(one.brand) not in self._names)

    def permission(self, brand: str, supplier: str, day: dt.date) -> Permission | None:
        """What is on file for the supplier and the brand, whichever of its names either side uses.

        One document that holds is enough; only where all have run out the answer is `expired`.
        """
        documents = self._documents.get((self._known(brand), supplier), ())
        if any(one.is_valid(day) for one in documents):
            return "authorised"
        return "expired" if documents else None

    def last_document(self, brand: str, supplier: str) -> Authorisation:
        """Of the documents on file the one that holds longest; raises KeyError where there is none."""
        documents = self._documents[self._known(brand), supplier]
        return max(documents, key=lambda one: one.valid_until or dt.date.max)

    def _known(self, brand: str) -> str:
        key = _key(brand)
        return self._names.get(key, key)

    @property
    def unknown(self) -> tuple[Authorisation, ...]:
        """The documents whose brand is in no list."""
        return self._unknown

    def list_unknown(self, brands: Iterable[Brand]) -> list[str]:
        """One line for each document whose brand is in no list: it can only be a misspelling, or a brand to add."""
        known = sorted({name for brand in brands for name in brand.names})
        return [f"{one.brand!r} is no brand that is looked for; {_hint(one.brand, known)}" for one in self._unknown]


def _key(brand: str) -> str:
    # A supplier writes the brand as it likes: `Levi's`, `LEVIS`, `Levi’s`.
    return fold_word(brand) or plain_word(brand)


def _hint(brand: str, known: list[str]) -> str:
    # Thousands of names are no help in an error: only a close one is.
    near = [name for name in known if _key(name)[:1] == _key(brand)[:1]]
    return closest(brand, near, "add it to brands.tsv or correct its name")
