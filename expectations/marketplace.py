"""Wish as data: the upload template, limits, reason codes and picture profile of the marketplace."""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic

from expectations.rules import Relist
from expectations.yaml_files import Strict

UploadAction = Literal["add", "add_variations", "update", "disable"]


class Column(Strict):
    """One column of the upload file: its header word for word, the canonical field that feeds it."""

    header: str
    field: str
    required: bool = False


class Template(Strict):
    """`marketplaces/wish/<profile>.yml`: the ordered columns of each kind of upload file."""

    profile: str
    because: str
    columns: Annotated[tuple[Column, ...], pydantic.Field(min_length=1)]
    disable: Annotated[tuple[Column, ...], pydantic.Field(min_length=1)]

    def headers(self, action: UploadAction) -> tuple[str, ...]:
        """The header line of the file for an action."""
        return tuple(column.header for column in (self.disable if action == "disable" else self.columns))


class Reason(Strict):
    """A reason code of Wish with the sub-reasons seen under it and whether such a listing may return."""

    code: str
    title: str
    page: int | None = None
    subreasons: dict[str, Relist | None] = {}


class Reasons(Strict):
    """`marketplaces/wish/reasons.yml`."""

    because: str
    reasons: tuple[Reason, ...]

    def knows(self, reason: str, subreason: str | None) -> bool:
        """Whether the pair exists."""
        return any(one.code == reason and (subreason is None or subreason in one.subreasons) for one in self.reasons)


class Rise(Strict):
    """By how much a live offer may become dearer within some days: the larger of an amount and a share.

    `amount` is in units of the store's currency, `pct` in per cent of the lowest price of these days.
    """

    because: str
    amount: Annotated[float, pydantic.Field(ge=0)]
    pct: Annotated[float, pydantic.Field(ge=0)]
    days: Annotated[int, pydantic.Field(ge=1)]


class Limits(Strict):
    """`marketplaces/wish/limits.yml`: numbers that the program itself must keep when it writes, and the rise of prices
    that is measured against what is live."""

    because: str
    name_length: int
    description_length: int
    tags: int
    tag_length: int
    extra_images: int
    variations: int
    rise: Rise


class Rendition(Strict):
    """`marketplaces/wish/pictures.yml`: how pictures leave. Sizes in pixels of the square's side."""

    because: str
    profile: Annotated[str, pydantic.StringConstraints(pattern=r"^[a-z0-9-]+$")]
    side_px: int
    jpeg_quality: Annotated[int, pydantic.Field(ge=60, le=95)]
    dpi: int
    max_source_bytes: int
    max_source_pixels: int
