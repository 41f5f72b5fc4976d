"""From bytes to pixels, or to the reason why there are none.

Looks at the bytes and the header before any pixel is decoded, decodes once and as small as the use allows,
and leaves a picture in mode L, RGB or CMYK without transparency. Refuses what is broken: nothing is repaired
in silence.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import dataclass

import numpy as np
from PIL import ExifTags, Image, TiffImagePlugin

from expectations.marketplace import Rendition

# What Pillow was seen to raise on mutated files (OSError, SyntaxError, ValueError, RuntimeError, bombs), and
# what its decoders can raise by their source; the bomb warning, for processes that turn warnings into errors.
DECODING_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    OverflowError,
    TypeError,
    LookupError,
    ZeroDivisionError,
    AttributeError,
    RuntimeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)

# Only what suppliers send: every further decoder of Pillow is one more way in.
READABLE = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")

_PICTURE_STARTS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
}
_OTHER_STARTS = {
    b"%PDF": "a PDF document",
    b"%!PS": "a PostScript document",
    b"8BPS": "a Photoshop document",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "a gzip archive",
    b"Rar!": "a RAR archive",
    b"\0\0\x01\0": "an icon file",
    b"\0\0\0\x0cjP  ": "a JPEG 2000 picture",
    b"\0asm": "a program",
    b"MZ": "a program",
    b"\x7fELF": "a program",
}
_METADATA = frozenset({"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment"})


class UnusablePicture(Exception):
    """The bytes cannot be used as a picture. Becomes `Examined.problem` and never leaves the stage."""

    def __init__(self, problem: str, *, picture_format: str | None = None, size: tuple[int, int] | None = None) -> None:
        self.problem = problem
        self.picture_format = picture_format
        self.size = size
        super().__init__(problem)


@dataclass(frozen=True)
class Decoded:
    """Pixels (L, RGB or CMYK, not yet upright, perhaps already smaller) and what the file said of them."""

    pixels: Image.Image
    picture_format: str
    width_px: int  # of the original, upright
    height_px: int
    orientation: int  # EXIF 1..8, still to be applied
    profile: bytes | None
    is_turned: bool
    is_flattened: bool
    is_from_16_bit: bool
    is_animated: bool
    has_metadata: bool


def decode(data: bytes, rendition: Rendition, side_px: int) -> Decoded:
    """Decode a picture whose longer side is needed at `side_px` or more.

    Raises `UnusablePicture` with the reason when there are no pixels to be had.
    """
    if len(data) > rendition.max_source_bytes:
        limit = _millions(rendition.max_source_bytes)
        raise UnusablePicture(f"has {_millions(len(data))} MB, more than {limit} MB")
    image = _opened(data, rendition)
    name = "JPEG" if image.format == "MPO" else str(image.format)
    size = image.size
    try:
        # Pillow turns a TIFF itself while loading it and forgets the tag then.
        stated = _orientation(image) if name == "TIFF" else 1
        is_animated = name != "JPEG" and name != "TIFF" and bool(getattr(image, "is_animated", False))
        if name == "JPEG":
            _draft(image, side_px)
        image.load()
        if name == "PNG":
            _check_png(data)
        made_up = _made_up_below(image) if name == "JPEG" else None
    except DECODING_ERRORS as error:
        raise UnusablePicture(_breakage(image, error), picture_format=name, size=size) from error
    if made_up is not None:
        raise UnusablePicture(_breaks_off(made_up, image), picture_format=name, size=size)
    orientation = _orientation(image)
    try:
        pixels, is_flattened = _plain(image)
    except DECODING_ERRORS as error:
        problem = f"has colours of kind {image.mode}, which cannot be converted"
        raise UnusablePicture(problem, picture_format=name, size=size) from error
    width, height = size if orientation < 5 else size[::-1]
    profile = image.info.get("icc_profile")
    return Decoded(
        pixels=pixels,
        picture_format=name,
        width_px=width,
        height_px=height,
        orientation=orientation,
        profile=profile if isinstance(profile, bytes) else None,
        is_turned=stated != 1 or orientation != 1,
        is_flattened=is_flattened,
        is_from_16_bit=_has_16_bits(image, data),
        is_animated=is_animated,
        has_metadata=not _METADATA.isdisjoint(image.info) or bool(getattr(image, "text", None)),
    )


def _opened(data: bytes, rendition: Rendition) -> Image.Image:
    """The picture with its header read and its size accepted, no pixel decoded yet."""
    limit = rendition.max_source_pixels
    try:
        image = Image.open(io.BytesIO(data), formats=READABLE)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        # Pillow's own guard stands above ours and only tells the number in words.
        told = re.search(r"(\d+) pixels", str(error))
        many = _millions(int(told.group(1))) if told else f"more than {_millions(limit)}"
        problem = f"has {many} million pixels, more than {_millions(limit)} million"
        raise UnusablePicture(problem, picture_format=_format_by_start(data)) from error
    except DECODING_ERRORS as error:
        raise _unreadable(data) from error
    if image.width * image.height > limit:
        name = "JPEG" if image.format == "MPO" else image.format
        many = _millions(image.width * image.height)
        problem = f"has {many} million pixels, more than {_millions(limit)} million"
        raise UnusablePicture(problem, picture_format=name, size=image.size)
    return image


def _millions(count: int) -> str:
    return f"{count / 1_000_000:.1f}".removesuffix(".0")


def _draft(image: Image.Image, side_px: int) -> None:
    """Let the JPEG decoder halve while it decodes, as long as the longer side stays at `side_px` or more."""
    share = side_px / max(image.size)
    if share <= 0.5:
        image.draft(None, (max(1, int(image.width * share)), max(1, int(image.height * share))))


def _check_png(data: bytes) -> None:
    """Raise when a chunk's checksum is wrong or the end is missing: Pillow's `load` looks at neither."""
    with Image.open(io.BytesIO(data), formats=("PNG",)) as again:
        again.verify()


def _made_up_below(image: Image.Image) -> int | None:
    """The row from which a JPEG was made up: where data ends early, libjpeg silently fills with middle grey.

    None when all rows are real. A picture whose top has that grey too is one on a grey ground.
    """
    if _is_middle_grey(image, 0) or not _is_middle_grey(image, image.height - 1):
        return None
    return 1 + next(row for row in reversed(range(image.height)) if not _is_middle_grey(image, row))


def _is_middle_grey(image: Image.Image, row: int) -> bool:
    extrema = image.crop((0, row, image.width, row + 1)).getextrema()
    return extrema == ((128, 128),) * 3 or extrema == (128, 128)


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 when there is none or it is nonsense: broken EXIF does not break a picture."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except DECODING_ERRORS:
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _plain(image: Image.Image) -> tuple[Image.Image, bool]:
    """The picture in L, RGB or CMYK, transparency laid onto white, and whether there was any."""
    if image.mode.startswith("I;16"):
        return _scaled_to_8_bits(image)
    if image.mode in ("I", "F"):
        raise ValueError("numbers without a scale")
    if image.has_transparency_data:
        coloured = image.convert("RGBA")
        alpha = coloured.getchannel("A")
        # A grey picture stays grey, or its grey colour profile would not fit.
        kind = "L" if image.mode in ("L", "LA", "La") else "RGB"
        if alpha.getextrema() == (255, 255):
            return coloured.convert("RGB").convert(kind), False
        white = Image.new("RGB", image.size, "white")
        white.paste(coloured, mask=alpha)
        return white.convert(kind), True
    if image.mode in ("L", "RGB", "CMYK"):
        return image, False
    return image.convert("L" if image.mode == "1" else "RGB"), False


def _scaled_to_8_bits(image: Image.Image) -> tuple[Image.Image, bool]:
    values = np.asarray(image)
    grey = (values.astype(np.uint32) * 255 + 32_767) // 65_535
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        grey = np.where(values == clear, 255, grey)
    return Image.fromarray(grey.astype(np.uint8)), isinstance(clear, int) and bool((values == clear).any())


def _has_16_bits(image: Image.Image, data: bytes) -> bool:
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        bits = image.tag_v2.get(TiffImagePlugin.BITSPERSAMPLE, (8,))
        return bool(max(bits if isinstance(bits, tuple) else (bits,)) > 8)
    return image.format == "PNG" and data[24] == 16


def _breakage(image: Image.Image, error: Exception) -> str:
    """What to say of a picture whose header was good and whose data is not."""
    if "truncated" not in str(error) and not isinstance(error, EOFError):
        return "has broken picture data"
    # What was decoded so far stays in the picture, the rest of it is zero.
    decoded = image.im.getbbox() if getattr(image, "_im", None) is not None else None
    return _breaks_off(decoded[3] if decoded else 0, image)


def _breaks_off(rows: int, image: Image.Image) -> str:
    share = 100 * rows // image.height
    return f"breaks off after {share} % of its height" if 0 < share < 100 else "breaks off before its end"


def _unreadable(data: bytes) -> UnusablePicture:
    if not data:
        return UnusablePicture("is empty")
    name = _format_by_start(data)
    if name:
        return UnusablePicture(f"is a damaged {name}: its header cannot be read", picture_format=name)
    return UnusablePicture(f"is not a picture that can be read: {_described(data)}")


def _format_by_start(data: bytes) -> str | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return "AVIF"
    return next((name for start, name in _PICTURE_STARTS.items() if data.startswith(start)), None)


def _described(data: bytes) -> str:
    """What the bytes are when they are no picture."""
    for start, what in _OTHER_STARTS.items():
        if data.startswith(start):
            return what
    if data[4:8] == b"ftyp":
        return "a HEIC picture" if data[8:12] in (b"heic", b"heix", b"mif1", b"msf1") else "a video"
    head = data[:2048].decode("utf-8", errors="ignore").lstrip("\ufeff \t\r\n").lower()
    if "<html" in head or head.startswith("<!doctype html"):
        return "an HTML page"
    if "<svg" in head:
        return "an SVG drawing"
    if head.startswith("<"):
        return "an XML document"
    if head.startswith(("{", "[")):
        return "a JSON document"
    is_text = bool(head) and not re.search(rb"[\x00-\x08\x0e-\x1f]", data[:2048])
    return "plain text" if is_text else "an unknown kind of file"
