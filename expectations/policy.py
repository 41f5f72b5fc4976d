"""`policy.yml`: when a supplier's result as a whole is held back, and how much a run works on at once."""

from __future__ import annotations

import pydantic

from expectations.yaml_files import Strict


class Guardrails(Strict):
    """Below a floor the supplier is held; percentages of its rows."""

    min_approved_pct: float = pydantic.Field(default=0.0, ge=0, le=100)


class FeedLimits(Strict):
    """What a feed may be; beyond it the feed is refused (exit 3), or the record where only one is too large.

    Sizes of files in bytes, of texts in characters. `unpack_ratio` is how much larger than packed an archive may
    become once it holds more than 16 MiB. `workbook_cells` counts the rectangle around all cells of a sheet.
    """

    file_bytes: int = pydantic.Field(default=2 << 30, ge=1)
    unpacked_bytes: int = pydantic.Field(default=4 << 30, ge=1)
    unpack_ratio: int = pydantic.Field(default=200, ge=1)
    archive_members: int = pydantic.Field(default=10_000, ge=1)
    rows: int = pydantic.Field(default=5_000_000, ge=1)
    columns: int = pydantic.Field(default=2_000, ge=1)
    cell_chars: int = pydantic.Field(default=1 << 20, ge=1)
    record_chars: int = pydantic.Field(default=4 << 20, ge=1)
    record_lines: int = pydantic.Field(default=1_000, ge=1)
    nesting: int = pydantic.Field(default=32, ge=1)
    entities: int = pydantic.Field(default=0, ge=0)
    workbook_cells: int = pydantic.Field(default=10_000_000, ge=1)
    workbook_memory_mb: int = pydantic.Field(default=2_048, ge=256)
    broken_pct: float = pydantic.Field(default=50.0, ge=0, le=100)


class Policy(Strict):
    """`policy.yml`. `shard_rows` bounds memory; `picture_group` is the number of pictures of one task."""

    guardrails: Guardrails = Guardrails()
    feed_limits: FeedLimits = FeedLimits()
    shard_rows: int = pydantic.Field(default=50_000, ge=1)
    picture_group: int = pydantic.Field(default=200, ge=1)
