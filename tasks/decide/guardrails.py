"""Whether a supplier's result as a whole may be published."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from expectations.policy import Guardrails
from expectations.suppliers import Expect


def guardrail(
    *,
    rows_in: int,
    approved: int,
    faults: Mapping[str, str],
    batch_holds: list[str],
    filled_pct: Mapping[str, float],
    expect: Expect,
    guardrails: Guardrails,
) -> str | None:
    """The reason why the supplier is held, or None. The gravest comes first."""
    if faults:
        rule, why = next(iter(sorted(faults.items())))
        more = f" and {len(faults) - 1} more" if len(faults) > 1 else ""
        return f"rule {rule} could not be judged ({why}){more}: report this fault; nothing of the supplier is published"
    if rows_in < expect.min.rows:
        return f"{rows_in} rows where the supplier file expects at least {expect.min.rows}"
    for field, floor in sorted(expect.min.filled_pct.items()):
        share = filled_pct.get(field, 0.0)
        if share < floor:
            return f"{field} is filled in {share:.1f} % of the rows where the supplier file expects {floor:g} %"
    if batch_holds:
        return batch_holds[0]
    if approved == 0:
        return "no row of the feed can be used"
    share = 100 * approved / rows_in
    if share < guardrails.min_approved_pct:
        return f"only {share:.1f} % of the rows are approved, policy.yml asks for {guardrails.min_approved_pct:g} %"
    return None


def filled_counts(rows: pd.DataFrame, fields: Mapping[str, float]) -> dict[str, int]:
    """In how many sellable rows each of the fields has a value; an unknown field has none."""
    columns = {"price": "price_minor", "msrp": "msrp_minor", "shipping": "shipping_minor"}
    sold = rows[rows["kind"] == "variation"]
    names = {field: columns.get(field, field) for field in fields}
    return {field: int(sold[name].notna().sum()) if name in sold else 0 for field, name in names.items()}
