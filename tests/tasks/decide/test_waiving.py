"""Waivers of reviewers on findings: what they cover, what nobody can grant, which are stale."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from expectations.rules import Rule
from expectations.waivers import PlacedWaiver, Waiver
from tasks.decide.waiving import Waiving, merge_uses
from tasks.findings import JUDGED_COLUMNS
from tasks.manifest import WaiverUse
from tasks.rows import DECIDED_COLUMNS, typed
from tests.builders import ROW_ID, pictures, row, rows, rule, texts

DAY = dt.date(2026, 11, 23)
RULES = (
    rule("brand.listed", scope="product"),
    rule("price.low", severity="critical", scope="row"),
    rule("name.long", severity="warning", scope="product"),
    rule("goods.weapons", scope="product", relist="never"),
    rule("sku.unique", scope="row", waivable=False),
)
# Two variations of one product, and a product of its own.
LINES = [row(1, parent_sku="P"), row(2, parent_sku="P"), row(3, parent_sku="Q")]


def waiver(line: int = 3, **said: Any) -> PlacedWaiver:
    made = {"who": "J. Novak", "why": "Seen on the sample.", "until": DAY, **said}
    return PlacedWaiver(Waiver.model_validate(made), f"waivers.yml:{line}")


def product(key: str, rule_id: str, field: str = "name") -> dict[str, Any]:
    return {"scope": "product", "position_key": key, "rule_id": rule_id, "field": field}


def line(n: int, rule_id: str, field: str = "price") -> dict[str, Any]:
    return {"scope": "row", "position_key": f"{ROW_ID}-{n}", "rule_id": rule_id, "field": field}


def applied(
    waivers: list[PlacedWaiver],
    *found: dict[str, Any],
    lines: list[dict[str, Any]] | None = None,
    rules: tuple[Rule, ...] = RULES,
    supplier: str = "acme",
) -> tuple[list[Any], tuple[WaiverUse, ...]]:
    made = rows(*(lines or LINES))
    frame = typed(made.merge(pictures(made), on="row_id"), DECIDED_COLUMNS)
    findings = typed(pd.DataFrame(list(found), columns=list(JUDGED_COLUMNS)), JUDGED_COLUMNS)
    before = findings.copy(deep=True)
    by_id = {one.id: one for one in rules}
    waiving = Waiving(waivers, supplier, DAY, declared=by_id, standing=by_id, required={"name", "price", "main_image"})
    waived = texts(waiving.apply(frame, findings)["waived"])
    assert_frame_equal(findings, before)
    return waived, waiving.uses()


def test_a_waiver_of_rule_and_product_covers_this_rule_of_this_product_only() -> None:
    given = waiver(rule="brand.listed", product="P")
    waived, (use,) = applied([given], product("P", "brand.listed"), product("Q", "brand.listed"), line(1, "price.low"))
    assert waived == ["J. Novak until 2026-11-23: Seen on the sample.", None, None]
    assert (use.waived, use.stale, use.barred) == (1, None, {})
    assert (use.place, use.subject) == ("waivers.yml:3", "brand.listed, product P")


def test_a_waiver_of_a_product_covers_all_that_stops_it_and_leaves_warnings_alone() -> None:
    waived, (use,) = applied(
        [waiver(product="P")], product("P", "brand.listed"), line(2, "price.low"), product("P", "name.long")
    )
    assert [one is not None for one in waived] == [True, True, False]
    assert use.waived == 2


def test_a_waiver_of_a_sku_covers_its_row_and_its_product_only_where_it_is_alone_there() -> None:
    on_both = [line(1, "price.low"), line(2, "price.low"), product("P", "brand.listed"), product("Q", "brand.listed")]
    assert [one is not None for one in applied([waiver(sku="S1")], *on_both)[0]] == [True, False, False, False]
    assert [one is not None for one in applied([waiver(sku="S3")], *on_both)[0]] == [False, False, False, True]


def test_what_wish_never_takes_back_and_what_no_upload_can_do_without_are_not_waived_and_named() -> None:
    waived, (use,) = applied([waiver(product="P")], product("P", "goods.weapons"), line(1, "sku.unique", "sku"))
    assert waived == [None, None]
    assert use.barred == {
        "goods.weapons": "Wish never lets such a listing return",
        "sku.unique": "without it no correct upload can be made",
    }
    assert (use.waived, use.stale) == (0, None)


def test_no_waiver_stands_for_a_value_that_is_missing() -> None:
    lines = [row(1, parent_sku="P", price_minor=None), row(2, parent_sku="P")]
    waived, (use,) = applied([waiver(product="P")], line(1, "price.low"), line(2, "price.low"), lines=lines)
    assert [one is not None for one in waived] == [False, True]
    assert use.barred == {"price.low": "no waiver stands for a value that is missing"}


def test_a_waiver_counts_up_to_its_last_day() -> None:
    found = product("P", "brand.listed")
    yesterday = DAY - dt.timedelta(days=1)
    assert applied([waiver(product="P", until=DAY)], found)[0] != [None]
    waived, (use,) = applied([waiver(product="P", until=yesterday)], found)
    assert (waived, use.stale) == ([None], "it ended on 2026-11-22: take it out or renew it")


def test_waivers_that_meet_nothing_are_stale_with_the_reason() -> None:
    _, uses = applied([waiver(product="gone"), waiver(product="Q")], product("P", "brand.listed"))
    assert [use.stale for use in uses] == [
        "no such product is in the feed: correct it or take it out",
        "there is nothing to waive: take it out",
    ]


def test_another_suppliers_waiver_is_no_concern() -> None:
    waived, uses = applied([waiver(product="P", supplier="globex")], product("P", "brand.listed"))
    assert (waived, uses) == ([None], ())


def test_the_first_of_two_waivers_stands_in_the_finding() -> None:
    both = [waiver(product="P"), waiver(4, rule="brand.listed", product="P", who="A. Berg")]
    (text,), uses = applied(both, product("P", "brand.listed"))
    assert text.startswith("J. Novak")
    assert [use.waived for use in uses] == [1, 1]


def use(waived: int, stale: str | None, place: str = "waivers.yml:3", supplier: str | None = None) -> WaiverUse:
    return WaiverUse(
        place=place, subject="P", supplier=supplier, who="J", why="why", until=DAY, waived=waived, stale=stale
    )


NOT_THERE = applied([waiver(product="gone")])[1][0].stale
IDLE = applied([waiver(product="P")])[1][0].stale


def told(*uses: list[WaiverUse], is_everyone: bool = True) -> list[tuple[str, int, str | None]]:
    return [(one.place, one.waived, one.stale) for one in merge_uses(uses, is_everyone=is_everyone)]


def test_a_waiver_is_stale_in_a_run_only_where_it_is_so_for_all_suppliers() -> None:
    first = [use(0, NOT_THERE), use(0, NOT_THERE, "waivers.yml:9")]
    assert told(first, [use(2, None)], [use(1, None)]) == [
        ("waivers.yml:3", 3, None),
        ("waivers.yml:9", 0, NOT_THERE),
    ]


def test_a_product_met_by_one_supplier_is_not_called_missing() -> None:
    assert told([use(0, NOT_THERE)], [use(0, IDLE)]) == told([use(0, IDLE)], [use(0, NOT_THERE)])
    assert told([use(0, NOT_THERE)], [use(0, IDLE)]) == [("waivers.yml:3", 0, IDLE)]


def test_in_a_run_over_some_suppliers_a_product_may_be_of_another() -> None:
    assert told([use(0, NOT_THERE)], is_everyone=False) == [("waivers.yml:3", 0, None)]
    assert told([use(0, NOT_THERE, supplier="acme")], is_everyone=False) == [("waivers.yml:3", 0, NOT_THERE)]
    assert told([use(0, IDLE)], is_everyone=False) == [("waivers.yml:3", 0, IDLE)]


SUBJECT = st.one_of(
    st.fixed_dictionaries({"product": st.sampled_from(["P", "Q", "R"])}),
    st.fixed_dictionaries({"sku": st.sampled_from(["S1", "S2", "S3", "S9"])}),
)
WAIVER = st.builds(
    lambda subject, rule_id, days: waiver(**subject, rule=rule_id, until=DAY + dt.timedelta(days=days)),
    SUBJECT,
    st.sampled_from([None, *(one.id for one in RULES)]),
    st.integers(-1, 1),
)
FOUND = st.one_of(
    st.builds(line, st.integers(1, 3), st.sampled_from(["price.low", "sku.unique"])),
    st.builds(product, st.sampled_from("PQ"), st.sampled_from(["brand.listed", "name.long", "goods.weapons"])),
)
# What a row finding and a product finding is about: SKUs, and the parent SKU.
SKUS = {f"{ROW_ID}-1": {"S1"}, f"{ROW_ID}-2": {"S2"}, f"{ROW_ID}-3": {"S3"}, "P": {"S1", "S2"}, "Q": {"S3"}}
PARENT = {f"{ROW_ID}-1": "P", f"{ROW_ID}-2": "P", f"{ROW_ID}-3": "Q", "P": "P", "Q": "Q"}


@given(WAIVER, st.lists(FOUND))
def test_a_waiver_never_touches_what_it_does_not_name(given_one: PlacedWaiver, found: list[dict[str, Any]]) -> None:
    waived, (became,) = applied([given_one], *found)
    named = given_one.waiver
    for finding, text in zip(found, waived, strict=True):
        if text is None:
            continue
        assert named.until >= DAY
        assert named.rule in (None, finding["rule_id"])
        assert finding["rule_id"] not in ("goods.weapons", "sku.unique")
        if named.product is not None:
            assert PARENT[finding["position_key"]] == named.product
        else:
            assert SKUS[finding["position_key"]] == {named.sku}
    assert became.waived == sum(text is not None for text in waived)
    if became.stale is not None:
        assert became.waived == 0


@given(st.lists(WAIVER), st.lists(FOUND))
def test_more_waivers_take_nothing_back(waivers: list[PlacedWaiver], found: list[dict[str, Any]]) -> None:
    placed = [PlacedWaiver(one.waiver, f"waivers.yml:{place}") for place, one in enumerate(waivers)]
    some, all_of_them = applied(placed[:1], *found)[0], applied(placed, *found)[0]
    assert all(later == first for first, later in zip(some, all_of_them, strict=True) if first is not None)
