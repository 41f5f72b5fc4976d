from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from expectations.store import Store
from tasks.decide.delta import STATE_COLUMNS, line_hashes, next_state, uploads
from tasks.rows import DECIDED_COLUMNS, typed
from tests.builders import row, texts

STORE = Store()


def decided(*lines: dict[str, Any]) -> pd.DataFrame:
    frame = pd.DataFrame(list(lines), columns=None if lines else list(DECIDED_COLUMNS))
    return typed(frame, DECIDED_COLUMNS)


def line(n: int, verdict: str = "approved", line_sha256: str = "new", **said: Any) -> dict[str, Any]:
    return {**row(n, **said), "verdict": verdict, "line_sha256": line_sha256}


def state(*live: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(live), columns=list(STATE_COLUMNS)).astype(STATE_COLUMNS)


def listed(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == STATE_COLUMNS
    return list(frame.itertuples(index=False, name=None))


LIVE = state(("S1", "P1", "old"), ("S2", "P2", "new"), ("S9", "P9", "old"))


@pytest.mark.parametrize(
    ("made", "upload"),
    [
        (line(1), "update"),
        (line(1, line_sha256="old"), "unchanged"),
        (line(1, parent_sku="P7"), "update"),
        (line(5), "add"),
        (line(5, parent_sku="P9"), "add_variations"),
        (line(1, "held"), None),
        (line(1, "rejected"), None),
        (line(5, "held"), None),
        (line(5, kind="folded"), None),
        (line(5, kind="broken"), None),
    ],
)
def test_what_an_approved_variation_needs(made: dict[str, Any], upload: str | None) -> None:
    assert texts(uploads(decided(made), LIVE)) == [upload]


def test_with_nothing_published_everything_is_new() -> None:
    assert texts(uploads(decided(line(1), line(2, parent_sku="P1")), state())) == ["add", "add"]


def test_approved_rows_are_live_and_vanished_and_rejected_ones_are_disabled() -> None:
    live = state(("S1", "P1", "old"), ("S2", "P2", "old"), ("S3", "P3", "old"), ("S4", "P4", "old"))
    after, disabled = next_state(decided(line(5), line(1), line(2, "held"), line(3, "rejected")), live)
    assert listed(after) == [("S1", "P1", "new"), ("S2", "P2", "old"), ("S5", "P5", "new")]
    assert listed(disabled) == [("S3", "P3", "old"), ("S4", "P4", "old")]


def test_a_held_row_that_was_not_live_does_not_become_live() -> None:
    after, disabled = next_state(decided(line(1, "held")), state())
    assert (listed(after), listed(disabled)) == ([], [])


def test_of_equal_skus_the_approved_one_is_live() -> None:
    after, disabled = next_state(decided(line(1), line(2, "rejected", sku="S1")), state(("S1", "P1", "old")))
    assert (listed(after), listed(disabled)) == ([("S1", "P1", "new")], [])


def test_folded_and_broken_rows_are_never_live() -> None:
    after, disabled = next_state(
        decided(line(1, kind="folded"), line(2, kind="broken", sku=None)), state(("S1", "P1", "old"))
    )
    assert (listed(after), listed(disabled)) == ([], [("S1", "P1", "old")])


SKUS = st.sampled_from([f"S{n}" for n in range(8)])


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            SKUS,
            st.sampled_from("PQR"),
            st.sampled_from(["approved", "held", "rejected"]),
            st.sampled_from(["variation", "variation", "folded", "broken"]),
            st.sampled_from(["a", "b"]),
        ),
        max_size=8,
        unique_by=lambda one: one[0],
    ),
    st.lists(
        st.tuples(SKUS, st.sampled_from("PQR"), st.sampled_from(["a", "b"])), max_size=8, unique_by=lambda s: s[0]
    ),
)
def test_nothing_is_lost_between_verdicts_and_uploads(
    said: list[tuple[str, str, str, str, str]], live: list[tuple[str, str, str]]
) -> None:
    frame = decided(
        *(
            line(n, verdict, sha, sku=sku, parent_sku=parent, kind=kind)
            for n, (sku, parent, verdict, kind, sha) in enumerate(said, 1)
        )
    )
    before, published = frame.copy(deep=True), state(*live)
    upload = uploads(frame, published)
    after, disabled = next_state(frame, published)
    assert_frame_equal(frame, before)
    assert_frame_equal(published, state(*live))
    sold = [(sku, verdict) for sku, _, verdict, kind, _ in said if kind == "variation"]
    approved = {sku for sku, verdict in sold if verdict == "approved"}
    held = {sku for sku, verdict in sold if verdict == "held"}
    was = {sku for sku, _, _ in live}
    assert upload.notna().sum() == len(approved)
    assert set(frame.loc[upload.isin(["add", "add_variations"]), "sku"]) == approved - was
    assert set(frame.loc[upload.isin(["update", "unchanged"]), "sku"]) == approved & was
    assert set(after["sku"]) == approved | (held & was)
    assert set(disabled["sku"]) == was - approved - held
    assert len(after) + len(disabled) == len(was | approved)
    again = uploads(frame, after)
    assert set(again.dropna()) <= {"unchanged"}
    assert listed(next_state(frame, after)[1]) == []


def hashed(store: Store = STORE, profile: str = "g2", **said: Any) -> str:
    (made,) = line_hashes(decided(line(1, **said)), store, profile)
    return str(made)


OTHER: dict[str, Any] = {"str": "other", "Int64": 77, "int64": 77, "Float64": 0.5}

UPLOADED = (
    "parent_sku name description tags brand brand_id category_id condition max_quantity sku gtin color size "
    "price_minor msrp_minor shipping_minor shipping_time quantity origin_country weight_g main_sha256 "
    "variation_sha256 extra_sha256"
).split()


@pytest.mark.parametrize("field", UPLOADED)
def test_a_line_changes_with_every_field_that_reaches_wish(field: str) -> None:
    assert hashed(**{field: OTHER[DECIDED_COLUMNS[field]]}) != hashed()


@pytest.mark.parametrize("field", sorted(set(DECIDED_COLUMNS) - set(UPLOADED)))
def test_a_line_does_not_change_with_anything_else(field: str) -> None:
    value = {"n": 9, "source_row": 9, "verdict": "held"}.get(field, OTHER[DECIDED_COLUMNS[field]])
    made = decided({**line(1), field: value})
    assert list(line_hashes(made, STORE, "g2")) == [hashed()]


def test_a_line_changes_with_the_store_and_the_template() -> None:
    assert len({hashed(), hashed(profile="g3"), hashed(store=Store(currency="EUR"))}) == 3


def test_values_do_not_slip_from_one_field_into_the_next() -> None:
    assert hashed(color="red", size=None) != hashed(color=None, size="red")


def test_lines_are_told_apart_in_one_frame_and_again_in_another_order() -> None:
    first = line_hashes(decided(line(1), line(2)), STORE, "g2")
    second = line_hashes(decided(line(2), line(1)), STORE, "g2")
    assert list(first) == list(second)[::-1]
    assert first[0] != first[1]
