"""`policy.yml`: when a supplier's result as a whole is held back, and how much a run works on at once."""

from __future__ import annotations

import pydantic

from expectations.yaml_files import Strict


class Guardrails(Strict):
    """Below a floor the supplier is held; percentages of its rows."""

    min_approved_pct: float = pydantic.Field(default=0.0, ge=0, le=100)


class Policy(Strict):
    """`policy.yml`. `shard_rows` bounds memory; `picture_group` is the number of pictures of one task."""

    guardrails: Guardrails = Guardrails()
    shard_rows: int = pydantic.Field(default=50_000, ge=1)
    picture_group: int = pydantic.Field(default=200, ge=1)
