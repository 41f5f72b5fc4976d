from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.duplicates import shipped_duplicates
from expectations.options import shipped_colors, shipped_sizes
from tasks.measure.duplicates.candidates import MOST_ALIKE, candidate_pairs
from tasks.measure.duplicates.comparison import conflict, read_listings
from tasks.measure.duplicates.facts import (
    DUPLICATE_FACTS,
    duplicate_facts,
    duplicates_across,
    gtin_keys,
    shared_gtins,
)
from tasks.measure.duplicates.fingerprints import fingerprints
from tasks.measure.duplicates.listings import LISTING_COLUMNS, comparable_gtins, listings, shown_gtin
from tasks.measure.duplicates.name_keys import name_keys
from tasks.measure.duplicates.stored import listings_of
from tasks.measure.duplicates.words import NameReader, fold_texts
from tasks.storage.bucket import Bucket
from tasks.storage.workspace import Workspace
from tests.builders import records, row, rows, text, texts
from tests.tasks.measure.duplicates.judged import JUDGED
from tests.tasks.measure.duplicates.measure import score
from tests.tasks.measure.duplicates.pairs import CASE, DRESS, GTIN, LAMP, MUG, PAIRS, SHIRT, Case, said

WORDS = shipped_duplicates()
READER = NameReader(WORDS, shipped_colors(), shipped_sizes())


def product(key: str, **more: Any) -> dict[str, Any]:
    return row(1, parent_sku=key, sku=f"{key}-1", **more)


def facts(*lines: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """The kind and the text of each product that is listed twice."""
    return facts_of(rows(*lines))


def facts_of(sold: pd.DataFrame, pictures: pd.Series | None = None) -> dict[str, tuple[str, str]]:
    told = listings(sold, pictures)
    found = duplicate_facts(fingerprints(told, READER), lambda at: told.iloc[at], WORDS, READER)
    kinds = {name: kind for kind, name in DUPLICATE_FACTS.items()}
    result = {}
    for line in records(found):
        (name, value), *others = [(name, line[name]) for name in kinds if line[name] is not None]
        assert not others
        result[line["product"]] = (kinds[name], value)
    return result


# Different only by their descriptions, or by having none.
SAID_BY_A_PICTURE = {
    "other description", "short name, no description", "description on one side", "no barcode at all",
    "barcode with a slip", "barcode of the shop",
}  # fmt: skip


@pytest.mark.parametrize("case", PAIRS, ids=[case.what for case in PAIRS])
def test_a_pair_judged_by_hand(case: Case) -> None:
    found = facts(product("A", **case.one), product("B", **case.other))
    if case.found is None:
        assert found == {}
    else:
        assert {key: kind for key, (kind, _) in found.items()} == {"A": case.found, "B": case.found}
        assert found["A"][1].startswith("B (")
        assert found["B"][1] == found["A"][1].replace("B (", "A (", 1)


def test_most_pairs_that_nothing_was_tuned_on_are_told_apart() -> None:
    made = score(JUDGED)
    assert made.precision >= 0.98, made.wrong
    assert made.recall >= 0.95, made.missed


def test_the_pairs_are_many_and_each_is_told_apart() -> None:
    assert len(PAIRS) >= 60
    assert len({case.what for case in PAIRS}) == len(PAIRS)


def test_all_pairs_of_a_kind_in_one_feed_change_nothing() -> None:
    # Cases share their texts, so each gets words of its own; what is found must be what each pair gives alone.
    lines, expected = [], dict[str, str]()
    for number, case in enumerate(PAIRS):
        if (case.one.get("description") or "") == "" or case.one.get("gtin"):
            continue
        own = f"{'abcdefghij'[number % 10] * 4}{'klmnopqrst'[number // 10] * 4}"
        for key, one in ((f"A{number}", case.one), (f"B{number}", case.other)):
            name = None if one["name"] is None else f"{one['name']} {own}"
            lines.append(product(key, **{**one, "name": name, "description": f"{one['description']} {own}"}))
            if case.found is not None:
                expected[key] = f"{'AB'[key[0] == 'A']}{number}"
    found = facts(*lines)
    assert {key: value.partition(" (")[0] for key, (_, value) in found.items()} == expected


def test_a_reason_names_the_barcode_and_the_texts() -> None:
    mug = said("Steel Mug", gtin=GTIN)
    assert facts(product("A", **mug), product("B", **mug), product("C", **said("Steel Mug", LAMP, gtin=GTIN))) == {
        "A": ("gtin", f"B (same GTIN {GTIN}, same name and description), C (same GTIN {GTIN}, like names)"),
        "B": ("gtin", f"A (same GTIN {GTIN}, same name and description), C (same GTIN {GTIN}, like names)"),
        "C": ("gtin", f"A (same GTIN {GTIN}, like names), B (same GTIN {GTIN}, like names)"),
    }


def test_two_that_conflict_do_not_meet_through_a_third() -> None:
    found = facts(
        product("A", **said("Steel Mug", color="black")),
        product("B", **said("Steel Mug")),
        product("C", **said("Steel Mug", color="white")),
    )
    assert found == {"A": ("text", "B (same name and description)"), "B": ("text", "A (same name and description)")}


def test_variations_of_one_product_are_not_listed_twice() -> None:
    assert facts(row(1, parent_sku="P", sku="A", gtin=GTIN), row(2, parent_sku="P", sku="B", gtin=GTIN)) == {}


def test_products_with_a_colour_in_common_may_be_one() -> None:
    black, white = (row(n, parent_sku="P", sku=f"P{n}", **said("Steel Mug", color=color)) for n, color in
                    enumerate(("black", "white")))  # fmt: skip
    assert set(facts(black, white, product("Q", **said("Steel Mug", color="white")))) == {"P", "Q"}


def test_a_template_with_many_names_is_no_cluster() -> None:
    assert facts(*(product(f"P{n}", **said(f"Poster of the Town number {n}", SHIRT)) for n in range(300))) == {}


def test_many_copies_are_one_cluster_of_which_the_first_are_told() -> None:
    found = facts(*(product(f"P{n:03}", **said("Steel Mug")) for n in range(3 * MOST_ALIKE)))
    assert len(found) == 3 * MOST_ALIKE
    assert all(value.endswith(", …") and value.count("(") == 10 for _, value in found.values())


def with_picture(*lines: dict[str, Any], picture: Iterable[str | None] = ("p", "p")) -> dict[str, tuple[str, str]]:
    return facts_of(rows(*lines), pd.Series(picture, index=[line["product"] for line in lines], dtype="str"))


def test_a_main_picture_stands_for_a_description_that_differs() -> None:
    lines = (product("A", **said("Summer Dress", DRESS)), product("B", **said("Summer Dress", SHIRT)))
    assert with_picture(*lines) == {
        "A": ("near", "B (same name, same main picture)"),
        "B": ("near", "A (same name, same main picture)"),
    }
    assert with_picture(*lines, picture=("p", "q")) == with_picture(*lines, picture=("p", None)) == {}


@pytest.mark.parametrize("case", [case for case in PAIRS if case.found is None and case.what not in SAID_BY_A_PICTURE],
                         ids=lambda case: case.what)  # fmt: skip
def test_goods_that_conflict_stay_apart_under_one_picture(case: Case) -> None:
    assert with_picture(product("A", **case.one), product("B", **case.other)) == {}


def test_many_products_under_one_stand_in_picture_are_compared_no_more_than_without() -> None:
    names = [f"Poster {'abcdefghijklmnopqrst'[n // 20] * 3}o{'abcdefghijklmnopqrst'[n % 20] * 3}" for n in range(400)]
    made = fingerprints(
        listings(rows(*(product(f"P{n:03}", **said(one, None)) for n, one in enumerate(names)))), READER
    )
    assert candidate_pairs(made.assign(picture="none")).tolist() == candidate_pairs(made).tolist()


def test_many_names_under_one_template_and_one_copy() -> None:
    names = [f"Poster {'abcdefghijklmnopqrst'[n // 20] * 3}o{'abcdefghijklmnopqrst'[n % 20] * 3}" for n in range(400)]
    lines = [product(f"P{n:03}", **said(name, CASE)) for n, name in enumerate(names)]
    found = facts(*lines, product("Q", **said(names[7], CASE)))
    assert found == {
        "P007": ("text", "Q (same name and description)"),
        "Q": ("text", "P007 (same name and description)"),
    }


def test_pairs_grow_with_the_listings_and_not_with_their_square() -> None:
    made = listings(rows(*(product(f"P{n:04}", **said("Steel Mug")) for n in range(2000))))
    assert len(candidate_pairs(fingerprints(made, READER))) < 10 * 2000


SOME = st.lists(st.sampled_from(PAIRS), min_size=1, max_size=6, unique_by=lambda case: case.what)


def lines_of(cases: Iterable[Case]) -> list[dict[str, Any]]:
    return [
        product(f"{side}{number}", **one)
        for number, case in enumerate(cases)
        for side, one in (("A", case.one), ("B", case.other))
    ]


@settings(max_examples=25, deadline=None)
@given(SOME, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(cases: list[Case], random: Any) -> None:
    lines = lines_of(cases)
    shuffled = random.sample(lines, len(lines))
    assert facts(*shuffled) == facts(*lines)


@settings(max_examples=25, deadline=None)
@given(SOME, st.sampled_from(["0", "M", "Z"]))
def test_an_unrelated_product_changes_nothing(cases: list[Case], key: str) -> None:
    lines = lines_of(cases)
    stranger = product(key, **said("Zinnwald Quartz Paperweight", "Polished by hand from a block found in the hills."))
    assert facts(*lines, stranger) == facts(*lines)


@settings(max_examples=25, deadline=None)
@given(SOME)
def test_no_two_of_a_cluster_conflict(cases: list[Case]) -> None:
    sold = rows(*lines_of(cases))
    told = dict(zip(listings(sold)["product"], read_listings(listings(sold), READER), strict=True))
    for key, (_, value) in facts_of(sold).items():
        for part in value.split("), "):
            other = part.partition(" (")[0]
            if other != "…":
                assert conflict(told[key], told[other]) is None


def test_the_fingerprint_of_a_listing_is_always_the_same() -> None:
    told = listings(rows(product("A", **said("Steel Mug")), product("B", **said("Desk Lamp", LAMP))))
    both, single = fingerprints(told, READER), fingerprints(told.iloc[[1]].reset_index(drop=True), READER)
    assert records(single) == records(both)[1:]


WORDS_OF_NAMES = "steel mug new of a black mens pack set x l 500 0.5 ml 3 two 7 b 1 pcs cm 漢 café light".split()
NAMES = st.lists(st.sampled_from(WORDS_OF_NAMES), max_size=5).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES, min_size=2, max_size=30))
def test_names_have_one_key_where_they_tell_the_same(names: list[str]) -> None:
    folded = fold_texts(pd.Series(names, dtype="str"))
    keys = name_keys(folded, READER)
    readings = [READER.read(name) for name in folded.to_pylist()]
    for one, mine in enumerate(readings):
        assert int(keys.words[one]) == len(mine.distinct)
        for other, theirs in enumerate(readings):
            assert (keys.name[one] == keys.name[other]) == (mine.parts == theirs.parts)
            is_strict = (mine.numbers, mine.telling) == (theirs.numbers, theirs.telling)
            assert (keys.strict[one] == keys.strict[other]) == is_strict
            assert (int(keys.bits[one]) & ~int(keys.bits[other])).bit_count() <= len(mine.distinct - theirs.distinct)


@settings(max_examples=20, deadline=None)
@given(SOME, st.integers(1, 4))
def test_how_products_are_parted_into_shards_changes_nothing(cases: list[Case], shards: int) -> None:
    told = listings(rows(*lines_of(cases)))
    parts = [fingerprints(told.iloc[one::shards].reset_index(drop=True), READER) for one in range(shards)]
    parted = pd.concat(parts, ignore_index=True)
    by_product = told.set_index("product", drop=False)

    def load(at: Any) -> pd.DataFrame:
        return by_product.loc[parted["product"].iloc[at]].reset_index(drop=True)

    found = duplicate_facts(parted, load, WORDS, READER)
    assert records(found) == records(
        duplicate_facts(fingerprints(told, READER), lambda at: told.iloc[at], WORDS, READER)
    )


@settings(max_examples=25, deadline=None)
@given(SOME)
def test_who_is_named_by_another_names_it_too(cases: list[Case]) -> None:
    named = {key: {part.partition(" (")[0] for part in value.split("), ")} for key, (_, value) in
             facts(*lines_of(cases)).items()}  # fmt: skip
    for key, others in named.items():
        assert "…" in others or all(key in named[other] for other in others)


def test_texts_are_read_again_from_the_shards_of_each_supplier(bucket: Bucket) -> None:
    sold = {"acme": [product("A", **said("Steel Mug")), product("B", **said("Desk Lamp", LAMP))],
            "bolt": [product("A", **said("Tea Pot", MUG))]}  # fmt: skip
    folders = {supplier: Workspace(bucket, supplier) for supplier in sold}
    prints = []
    for supplier, lines in sold.items():
        for number, line in enumerate(lines):
            folders[supplier].write_frame(f"{number}.parquet", rows(line))
            of_line = fingerprints(listings(rows(line)), READER)
            prints.append(of_line.assign(supplier=supplier, shard=f"{number}.parquet", picture=f"{supplier}{number}"))
    load = listings_of(folders, pd.concat(prints, ignore_index=True))
    found = load(np.array([2, 1]))
    assert records(found[["supplier", "product", "name", "picture"]]) == [
        {"supplier": "bolt", "product": "A", "name": "Tea Pot", "picture": "bolt0"},
        {"supplier": "acme", "product": "B", "name": "Desk Lamp", "picture": "acme1"},
    ]
    assert set(LISTING_COLUMNS) <= set(load(np.array([], dtype=np.int64)).columns)


def test_no_products_at_all() -> None:
    assert facts() == {}


def test_listings_gather_what_the_variations_say() -> None:
    sold = rows(
        row(1, parent_sku="P", sku="A", color="Black", size="M", gtin=GTIN, brand="ACME Co."),
        row(2, parent_sku="P", sku="B", color="white", size="M", pieces=2, gtin="12"),
    )
    assert records(listings(sold)[["product", "brand", "colors", "sizes", "pieces", "gtins"]]) == [
        {"product": "P", "brand": "acmeco.", "colors": "black\nwhite", "sizes": "m", "pieces": "2", "gtins": f"0{GTIN}"}
    ]


def test_only_gtins_of_products_are_compared() -> None:
    column = text(GTIN, "036000291452", "0000000000000", "4006381333932", "2001234567893", "x", None)
    assert texts(comparable_gtins(column)) == [f"0{GTIN}", "00036000291452", None, None, None, None, None]


@pytest.mark.parametrize(
    ("gtin", "shown"),
    [("04006381333931", GTIN), ("00036000291452", "036000291452"), ("00000096385074", "96385074")],
)
def test_a_gtin_is_shown_as_on_the_package(gtin: str, shown: str) -> None:
    assert shown_gtin(gtin) == shown


def test_a_gtin_of_several_skus_names_the_others() -> None:
    sold = rows(
        row(1, sku="A", gtin=GTIN), row(2, sku="B", gtin=f"0{GTIN}"), row(3, sku="C"), row(4, sku="A", gtin=GTIN),
        row(5, sku="D", gtin="036000291452"),
    )  # fmt: skip
    found = {line["row_id"][-1]: line["gtin_shared"] for line in records(shared_gtins(gtin_keys(sold)))}
    assert found == {"1": f"{GTIN} in B", "2": f"{GTIN} in A", "4": f"{GTIN} in B"}


def test_no_gtins() -> None:
    assert records(shared_gtins(gtin_keys(rows(row(1))))) == []


def across(*lines: tuple[str, dict[str, Any]], live: Iterable[tuple[str, str]] = ()) -> list[dict[str, Any]]:
    by_supplier = {name: [line for supplier, line in lines if supplier == name] for name, _ in lines}
    told = pd.concat(
        [listings(rows(*own)).assign(supplier=supplier) for supplier, own in by_supplier.items()], ignore_index=True
    )
    prints = fingerprints(told, READER).assign(supplier=told["supplier"])
    return records(duplicates_across(prints, lambda at: told.iloc[at], WORDS, READER, set(live)))


def test_the_same_product_of_two_suppliers_is_told_to_both() -> None:
    assert across(
        ("acme", product("A", **said("Steel Mug"))),
        ("bolt", product("A", **said("Steel Mug"))),
        ("bolt", product("B", **said("Desk Lamp", LAMP))),
    ) == [
        {"supplier": "acme", "product": "A", "duplicate_of_live": None,
         "duplicate_across": "bolt A (same name and description)"},
        {"supplier": "bolt", "product": "A", "duplicate_of_live": None,
         "duplicate_across": "acme A (same name and description)"},
    ]  # fmt: skip


def test_a_copy_of_what_another_supplier_has_live_is_held_and_the_live_one_is_not() -> None:
    mug = said("Steel Mug", gtin=GTIN)
    reason = f"(same GTIN {GTIN}, same name and description)"
    assert across(("acme", product("A", **mug)), ("bolt", product("B", **mug)), live=[("acme", "A")]) == [
        {"supplier": "acme", "product": "A", "duplicate_of_live": None, "duplicate_across": f"bolt B {reason}"},
        {"supplier": "bolt", "product": "B", "duplicate_of_live": f"acme A {reason}", "duplicate_across": None},
    ]


def test_copies_inside_one_supplier_are_no_matter_across_suppliers() -> None:
    assert across(
        ("acme", product("A", **said("Steel Mug", MUG))),
        ("acme", product("B", **said("Steel Mug", MUG))),
        ("bolt", product("C", **said("Desk Lamp", LAMP))),
    ) == []  # fmt: skip
