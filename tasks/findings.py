"""A finding is one rule failing on one row, product or batch; here as columns of a frame, as `findings.csv` has them.

Before decide a finding has no verdict; product findings stand once and are repeated per row when rendered.
"""

from __future__ import annotations

# What judge writes. `position_key` is the row_id of a row finding, the product key of a product finding, missing
# for a batch finding.
JUDGED_COLUMNS: dict[str, str] = {
    "scope": "str",
    "position_key": "str",
    "rule_id": "str",
    "field": "str",
    "value": "str",
}

# What decide writes: `waived` says who granted it, until when and why; missing where nobody did.
DECIDED_FINDINGS: dict[str, str] = {**JUDGED_COLUMNS, "waived": "str"}

# `findings.csv`, in the order of the contract.
FINDINGS_CSV: tuple[str, ...] = (
    "supplier",
    "source_file",
    "source_row",
    "row_id",
    "parent_sku",
    "sku",
    "scope",
    "verdict",
    "rule_id",
    "severity",
    "wish_reason",
    "wish_subreason",
    "field",
    "value",
    "message",
    "fix",
    "owner",
    "action",
)

# `changes.csv`.
CHANGES_COLUMNS: dict[str, str] = {
    "row_id": "str",
    "sku": "str",
    "field": "str",
    "before": "str",
    "after": "str",
    "rule_id": "str",
}
