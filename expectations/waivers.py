"""`waivers.yml`: decisions of reviewers that a product may pass in spite of a rule, with who, why and until when.

A waiver names what it is about, never everything: a rule that is wrong for all products is changed, not waived.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

import pydantic

from expectations.consistency import Declared
from expectations.errors import ConfigError
from expectations.rules import Rule
from expectations.suppliers import SupplierId
from expectations.yaml_files import Strict, closest

_Text = Annotated[str, pydantic.StringConstraints(min_length=1)]
_Reason = Annotated[str, pydantic.StringConstraints(min_length=8)]


class Waiver(Strict):
    """One decision: `product` is a parent SKU, `sku` a single variation; without `rule` it covers every rule.

    Without `supplier` it is about that product of any supplier. It counts up to and including the day `until`.
    """

    rule: _Text | None = None
    supplier: SupplierId | None = None
    product: _Text | None = None
    sku: _Text | None = None
    who: _Text
    why: _Reason
    until: dt.date

    @property
    def subject(self) -> str:
        """What it is about, in words."""
        parts = (self.rule or "every rule", self.supplier, self.product and f"product {self.product}")
        return ", ".join(part for part in (*parts, self.sku and f"SKU {self.sku}") if part)

    @pydantic.model_validator(mode="after")
    def _names_one_subject(self) -> Waiver:
        if (self.product is None) == (self.sku is None):
            raise ValueError("a waiver names either product (a parent SKU) or sku")
        return self


class Waivers(Strict):
    """`waivers.yml`: a list under `waivers:`."""

    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True)
class PlacedWaiver:
    """A waiver with the place where it stands, such as `waivers.yml:3`."""

    waiver: Waiver
    place: str


def placed_waivers(file: Declared[Waivers]) -> tuple[PlacedWaiver, ...]:
    """The waivers of a file, in its order."""
    return tuple(
        PlacedWaiver(one, f"{file.file.name}:{file.line('waivers', position)}")
        for position, one in enumerate(file.value.waivers)
    )


def waivers_of(waivers: Iterable[PlacedWaiver], supplier: str) -> tuple[PlacedWaiver, ...]:
    """Those that concern a supplier: its own, and those of any supplier."""
    return tuple(one for one in waivers if one.waiver.supplier in (None, supplier))


def list_waiver_faults(
    file: Declared[Waivers], rules: Iterable[Rule], suppliers: Iterable[str]
) -> Iterator[ConfigError]:
    """Waivers of rules or suppliers that do not exist, of rules that cannot be waived, and repeated ones."""
    by_id: Mapping[str, Rule] = {rule.id: rule for rule in rules}
    known = set(suppliers)
    seen: dict[tuple[str | None, ...], int | None] = {}
    for position, one in enumerate(file.value.waivers):
        at = ("waivers", position)
        if one.rule is not None and one.rule not in by_id:
            hint = closest(one.rule, by_id, "`shelfready rules` lists them")
            yield file.fault(f"there is no rule {one.rule!r}; {hint}", *at, "rule")
        elif one.rule is not None and (why := by_id[one.rule].why_not_waivable):
            yield file.fault(f"rule {one.rule} cannot be waived: {why}", *at, "rule")
        # Feeds that are tried have suppliers without a file, so a name is only checked where there are some.
        if one.supplier is not None and known and one.supplier not in known:
            yield file.fault(f"there is no supplier {one.supplier!r}; {closest(one.supplier, known)}", *at, "supplier")
        subject = (one.rule, one.supplier, one.product, one.sku)
        if subject in seen:
            yield file.fault(f"{one.subject} is waived already in line {seen[subject]}", *at)
        seen.setdefault(subject, file.line(*at))
