"""Pictures drawn for tests: each valid by default, so that a test names only what matters to it."""

from __future__ import annotations

import io
import struct
from typing import Any

import numpy as np
from PIL import Image, ImageCms, ImageDraw, ImageFilter

from expectations.marketplace import Rendition

RED = (200, 30, 40)


def rendition(**changes: Any) -> Rendition:
    """The picture profile of Wish, with single values changed."""
    values: dict[str, Any] = {
        "because": "test",
        "profile": "main",
        "side_px": 800,
        "jpeg_quality": 88,
        "dpi": 72,
        "max_source_bytes": 24_000_000,
        "max_source_pixels": 64_000_000,
    }
    return Rendition(**{**values, **changes})


def drawn(width: int = 900, height: int = 900, mode: str = "RGB", blur: float = 0) -> Image.Image:
    """A product on white, or on nothing in a mode with alpha: a red disc left, blue stripes right."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((width // 8, height // 4, width // 2, height * 3 // 4), fill=RED)
    for left in range(width * 5 // 8, width * 7 // 8, max(4, width // 20)):
        draw.rectangle((left, height // 4, left + max(2, width // 40), height * 3 // 4), fill=(30, 60, 160))
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    if mode == "I;16":
        grey = np.asarray(image.convert("L")).astype("<u2") * 257
        return Image.frombytes("I;16", image.size, grey.tobytes())
    if mode in ("RGBA", "LA"):
        image.putalpha(image.convert("L").point(lambda value: 0 if value == 255 else 255))
        image.paste((0, 0, 0, 0), mask=image.getchannel("A").point(lambda value: 255 - value))
    return image.convert(mode)


def saved(image: Image.Image, picture_format: str = "JPEG", **options: Any) -> bytes:
    """The bytes of a file of that format."""
    out = io.BytesIO()
    image.save(out, picture_format, **options)
    return out.getvalue()


def picture(
    width: int = 900,
    height: int = 900,
    mode: str = "RGB",
    blur: float = 0,
    picture_format: str = "JPEG",
    **options: Any,
) -> bytes:
    """The bytes of a drawn product picture; further options go to Pillow's `save`."""
    if picture_format == "JPEG":
        options = {"quality": 92, **options}
    return saved(drawn(width, height, mode, blur), picture_format, **options)


def opened(jpeg: bytes | None) -> Image.Image:
    """A rendition's pixels."""
    assert jpeg is not None
    image = Image.open(io.BytesIO(jpeg))
    image.load()
    return image


def exif(orientation: int) -> Image.Exif:
    """EXIF with an orientation, a maker and a place on earth."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "SecretCamera"
    tags.get_ifd(0x8825)[1] = "N"
    return tags


def lab_profile() -> bytes:
    """A valid colour profile that is not that of an RGB picture."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def swapped_profile() -> bytes:
    """An RGB profile whose red and blue primaries are exchanged: conversion is plain to see."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", data[128:132])[0]
    for at in range(132, 132 + 12 * count, 12):
        tag = bytes(data[at : at + 4])
        if tag in (b"rXYZ", b"bXYZ"):
            data[at : at + 4] = b"bXYZ" if tag == b"rXYZ" else b"rXYZ"
        if tag == b"desc":
            start, length = struct.unpack(">II", data[at + 4 : at + 12])
            data[start : start + length] = data[start : start + length].replace(b"s\0R\0G\0B", b"S\0w\0a\0p")
    return bytes(data)


def close(image: Image.Image, x: float, y: float, colour: tuple[int, int, int], tolerance: int = 12) -> bool:
    """Whether the pixel at these shares of width and height has about this colour."""
    pixel = image.convert("RGB").getpixel((int(x * image.width), int(y * image.height)))
    assert isinstance(pixel, tuple)
    return all(abs(one - other) <= tolerance for one, other in zip(pixel, colour, strict=True))
