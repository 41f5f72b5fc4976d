"""From findings to one verdict a row."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from expectations.rules import OnFail

_RANK = {"approved": 0, "held": 1, "rejected": 2}
_OF_CONSEQUENCE = {"report": 0, "hold": 1, "reject": 2}
_NAMES = {rank: name for name, rank in _RANK.items()}


def verdicts(rows: pd.DataFrame, findings: pd.DataFrame, consequences: Mapping[str, OnFail]) -> pd.Series:
    """The verdict of each row before guardrails.

    `rows` has row_id, product and kind, products whole; `findings` has scope, position_key and rule_id;
    `consequences` is by rule_id. A row finding concerns its row, a product finding all rows of the product; the worst
    counts. A folded row has the best verdict among its product's variations; without any it keeps its own.
    A record that could not be read is rejected, whatever the rules say.
    """
    worst = findings["rule_id"].map(lambda rule: _OF_CONSEQUENCE[consequences[rule]]).astype("int64")
    by_row = worst[findings["scope"] == "row"].groupby(findings["position_key"]).max()
    by_product = worst[findings["scope"] == "product"].groupby(findings["position_key"]).max()
    own = (
        pd.concat([rows["row_id"].map(by_row), rows["product"].map(by_product)], axis=1)
        .max(axis=1)
        .fillna(0)
        .astype("int64")
    )
    is_variation = rows["kind"] == "variation"
    best = own[is_variation].groupby(rows["product"]).min()
    folded = rows["product"].map(best).astype("Float64").fillna(own.astype("Float64")).astype("int64")
    rank = own.where(rows["kind"] != "folded", folded).mask(rows["kind"] == "broken", _RANK["rejected"])
    return rank.map(_NAMES).astype("str")


def under_guardrail(verdict: pd.Series) -> pd.Series:
    """Verdicts of a supplier that is held as a whole: what would be approved is held."""
    return verdict.mask(verdict == "approved", "held")
