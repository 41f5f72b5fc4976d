"""Rows, findings, rules and templates that are valid as they stand; a test names only what matters to it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from expectations.marketplace import Column, Template
from expectations.rules import Between
from expectations.store import Store
from tasks.findings import JUDGED_COLUMNS
from tasks.rows import DECIDED_COLUMNS, typed

STORE = Store(pictures_base="https://img.example/", default_shipping_price=2.5, origin_country="DE", default_category=7)

HEADERS = {
    "Parent Unique Id": "parent_sku",
    "Unique Id": "sku",
    "Product Name": "name",
    "Description": "description",
    "Tags": "tags",
    "Color": "color",
    "Size": "size",
    "Quantity": "quantity",
    "Price": "price",
    "MSRP": "msrp",
    "Shipping": "shipping",
    "Shipping Time": "shipping_time",
    "Main Image URL": "main_image",
    "Clean Image URL": "clean_image",
    "Variation Image URL": "variation_image",
    "Extra Image URL": "extra_image_0",
    **{f"Extra Image URL {place}": f"extra_image_{place}" for place in range(1, 11)},
    "Brand": "brand",
    "UPC": "upc",
    "GTIN": "gtin",
    "Max Quantity": "max_quantity",
    "Local Currency Code": "currency",
    "Localized Price": "localized_price",
    "Localized Shipping": "localized_shipping",
}


def template(*fields: str) -> Template:
    """The whole g2 template, or only the columns fed by some fields."""
    chosen = {header: field for header, field in HEADERS.items() if not fields or field in fields}
    return Template(
        profile="g2",
        because="the columns of the contract",
        columns=tuple(Column(header=header, field=field) for header, field in chosen.items()),
        disable=(
            Column(header="Parent Unique Id", field="parent_sku"),
            Column(header="Unique Id", field="sku"),
            Column(header="Enabled", field="enabled"),
        ),
    )


def row(n: int = 1, **said: Any) -> dict[str, Any]:
    """One decided row; its SKU and row id follow from `n`."""
    made = {
        "row_id": f"acme-0123456789ab-{n}",
        "n": n,
        "source_file": "products.csv",
        "source_row": n + 1,
        "kind": "variation",
        "parent_sku": f"P{n}",
        "name": "Steel Mug",
        "description": "Holds 300 ml.",
        "tags": "mug,steel",
        "sku": f"S{n}",
        "price_minor": 1299,
        "quantity": 5,
        "main_sha256": "aa",
        "verdict": "approved",
        "upload": "add",
        **said,
    }
    return {"product": made["parent_sku"] or made["row_id"], **made}


def rows(*made: dict[str, Any]) -> pd.DataFrame:
    """Rows as a frame with DECIDED_COLUMNS."""
    return typed(pd.DataFrame(list(made), columns=None if made else list(DECIDED_COLUMNS)), DECIDED_COLUMNS)


def finding(
    rule_id: str = "price.low",
    *,
    key: str | None = None,
    scope: str = "row",
    field: str | None = "price",
    value: str | None = "3",
) -> dict[str, Any]:
    """One judged finding."""
    return {"scope": scope, "position_key": key, "rule_id": rule_id, "field": field, "value": value}


def judged(*findings: dict[str, Any]) -> pd.DataFrame:
    """Findings as a frame with JUDGED_COLUMNS."""
    return typed(pd.DataFrame(list(findings), columns=list(JUDGED_COLUMNS)), JUDGED_COLUMNS)


def rule(rule_id: str = "price.low", **said: Any) -> Between:
    """A declared rule."""
    made: dict[str, Any] = {
        "id": rule_id,
        "kind": "between",
        "fact": rule_id.replace(".", "_"),
        "min": 1,
        "required": True,
        "suite": "quality",
        "severity": "critical",
        "scope": "row",
        "owner": "supplier",
        "action": "new_text",
        "because": "Own rule for tests.",
        "confidence": "own",
        "message": "The price {value} is low.",
        "fix": "Send a higher price.",
        "pass": (1,),
        "fail": (0,),
        **said,
    }
    return Between.model_validate(made)


def rules(*made: Between) -> dict[str, Between]:
    """Rules by id, in order."""
    return {one.id: one for one in made}
