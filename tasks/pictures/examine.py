"""One supplier picture: its facts, and its rendition for Wish.

Bytes and a file name come in; facts and JPEG bytes go out, or the reason why the picture cannot be used. No
network, no clock, no shared state: many threads may examine at once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
from PIL import Image

from expectations.marketplace import Rendition
from tasks.pictures.decode import Decoded, UnusablePicture, decode
from tasks.pictures.measure import (
    WORKING_SIDE_PX,
    measure_background_white_pct,
    measure_contrast,
    measure_sharpness,
)
from tasks.pictures.rendition import Profile, encoded, padded, reduced, srgb, turned_upright

_EXTENSIONS = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "jpe": "JPEG",
    "jfif": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    "webp": "WEBP",
    "bmp": "BMP",
    "tif": "TIFF",
    "tiff": "TIFF",
    "avif": "AVIF",
    "heic": "HEIC",
    "psd": "PSD",
    "pdf": "PDF",
    "svg": "SVG",
}


@dataclass(frozen=True)
class Examined:
    """The facts of one picture. What could not be measured because of `problem` is None."""

    sha256: str  # of the source bytes
    source_bytes: int
    problem: str | None  # why the picture cannot be used, as a clause: "breaks off after 61 % of its height"
    format: str | None  # by content: JPEG, PNG, GIF, WEBP, BMP, TIFF, AVIF
    extension_says: str | None  # the real format where the file name's extension names another one
    width_px: int | None  # upright
    height_px: int | None
    sharpness: float | None  # 0 blurred .. 1 crisp
    contrast: float | None  # standard deviation of brightness, 0 .. 127.5
    background_white_pct: float | None  # of the border, a band of 5 % of each side
    changes: tuple[str, ...]  # what was done to make the rendition, in words


def examine(data: bytes, name: str, rendition: Rendition) -> tuple[Examined, bytes | None]:
    """Measure a picture and render it; the second value is the rendition's JPEG, None if it is unusable.

    `name` is the file's name, key or address: only its extension is looked at.
    """
    try:
        decoded = decode(data, rendition, side_px=max(WORKING_SIDE_PX, rendition.side_px))
    except UnusablePicture as unusable:
        return _unusable(data, name, unusable), None
    small = reduced(decoded.pixels, max(WORKING_SIDE_PX, rendition.side_px))
    coloured, profile = srgb(small, decoded.profile)
    upright = turned_upright(coloured, decoded.orientation)

    working = reduced(upright, WORKING_SIDE_PX)
    luma = np.asarray(working.convert("L"))
    examined = Examined(
        sha256=hashlib.sha256(data).hexdigest(),
        source_bytes=len(data),
        problem=None,
        format=decoded.picture_format,
        extension_says=_extension_says(name, decoded.picture_format),
        width_px=decoded.width_px,
        height_px=decoded.height_px,
        sharpness=measure_sharpness(luma),
        contrast=measure_contrast(luma),
        background_white_pct=measure_background_white_pct(np.asarray(working), luma),
        changes=_changes(decoded, profile, rendition),
    )
    return examined, _rendered(upright, rendition)


def _rendered(upright: Image.Image, rendition: Rendition) -> bytes:
    return encoded(padded(reduced(upright, rendition.side_px), rendition.side_px), rendition)


def _unusable(data: bytes, name: str, unusable: UnusablePicture) -> Examined:
    width, height = unusable.size or (None, None)
    return Examined(
        sha256=hashlib.sha256(data).hexdigest(),
        source_bytes=len(data),
        problem=unusable.problem,
        format=unusable.picture_format,
        extension_says=_extension_says(name, unusable.picture_format),
        width_px=width,
        height_px=height,
        sharpness=None,
        contrast=None,
        background_white_pct=None,
        changes=(),
    )


def _extension_says(name: str, picture_format: str | None) -> str | None:
    """The real format where the extension of the name (perhaps an address with a query) means another one."""
    extension = PurePosixPath(name.split("?")[0].split("#")[0]).suffix.lstrip(".").lower()
    promised = _EXTENSIONS.get(extension)
    return picture_format if promised is not None and promised != picture_format else None


def _changes(decoded: Decoded, profile: Profile, rendition: Rendition) -> tuple[str, ...]:
    width, height = decoded.width_px, decoded.height_px
    is_full_square = width == height and width >= rendition.side_px
    told = (
        ("turned upright", decoded.is_turned),
        ("colour profile converted to sRGB", profile == "converted"),
        ("broken colour profile ignored", profile == "broken"),
        ("CMYK converted to sRGB", decoded.pixels.mode == "CMYK"),
        ("transparency put on white", decoded.is_flattened),
        ("16-bit scaled to 8-bit", decoded.is_from_16_bit),
        ("first frame of an animation", decoded.is_animated),
        ("padded to a square on white", not is_full_square),
        (f"reduced from {width} x {height}", max(width, height) > rendition.side_px),
        ("metadata removed", decoded.has_metadata),
        (f"converted from {decoded.picture_format}", decoded.picture_format != "JPEG"),
    )
    return tuple(words for words, is_done in told if is_done)
