"""What cannot be used says why; nothing broken passes for a picture, and nothing escapes as an exception."""

from __future__ import annotations

import random
import struct
import zlib

import pytest
from PIL import Image

from tasks.pictures.decode import UnusablePicture, decode
from tasks.pictures.examine import examine

from .drawing import drawn, exif, picture, rendition, saved, swapped_profile


def problem_of(data: bytes, **changes: int) -> str | None:
    """What `examine` says is wrong with the bytes."""
    return examine(data, "a.jpg", rendition(**changes))[0].problem


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><title>404</title>", "is not a picture that can be read: an HTML page"),
        (b"\xef\xbb\xbf\n<html><body>Not found", "is not a picture that can be read: an HTML page"),
        (
            b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code>",
            "is not a picture that can be read: an XML document",
        ),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is not a picture that can be read: an SVG drawing"),
        (b'{"error": "not found"}', "is not a picture that can be read: a JSON document"),
        (b"Image not found", "is not a picture that can be read: plain text"),
        (b"%PDF-1.7\n", "is not a picture that can be read: a PDF document"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "is not a picture that can be read: a HEIC picture"),
        (bytes(range(256)), "is not a picture that can be read: an unknown kind of file"),
        (b"\xff\xd8\xff\xe0", "is a damaged JPEG: its header cannot be read"),
        (b"\x89PNG\r\n\x1a\n", "is a damaged PNG: its header cannot be read"),
    ],
)
def test_what_is_no_picture_is_told_by_its_kind(data: bytes, problem: str) -> None:
    assert problem_of(data) == problem


def test_an_unusable_picture_has_no_facts_and_no_rendition() -> None:
    examined, jpeg = examine(picture(1000, 700)[:9000], "a.png", rendition())
    assert jpeg is None and examined.changes == ()
    assert (examined.format, examined.extension_says) == ("JPEG", "JPEG")
    assert (examined.width_px, examined.height_px) == (1000, 700)
    assert (examined.sharpness, examined.contrast, examined.background_white_pct) == (None, None, None)


def test_too_many_bytes_are_refused_unread() -> None:
    assert problem_of(bytes(25_000_001)) == "has 25 MB, more than 24 MB"


def test_too_many_pixels_are_refused_by_the_header() -> None:
    assert problem_of(picture(1000, 1000), max_source_pixels=900_000) == "has 1 million pixels, more than 0.9 million"


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(("side", "millions"), [(10_000, "100"), (60_000, "3600")])
def test_a_bomb_is_refused_by_its_header_alone(side: int, millions: str) -> None:
    assert problem_of(bomb(side)) == f"has {millions} million pixels, more than 64 million"


@pytest.mark.filterwarnings("error::PIL.Image.DecompressionBombWarning")
def test_a_bomb_is_refused_where_warnings_are_errors() -> None:
    assert problem_of(bomb(10_000)) == "has 100 million pixels, more than 64 million"


def bomb(side: int) -> bytes:
    """A PNG of a few hundred bytes whose header promises side x side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_truncated_picture_is_never_used(picture_format: str, share: float) -> None:
    data = saved(speckled(), picture_format)
    assert problem_of(data[: int(len(data) * share)]) is not None


def speckled() -> Image.Image:
    """Detail everywhere, so that data runs through the whole file."""
    return Image.effect_noise((300, 200), 60).convert("RGB")


def test_truncation_says_how_far_the_picture_goes() -> None:
    data = saved(speckled())
    problem = problem_of(data[: len(data) // 2])
    assert problem is not None and problem.startswith("breaks off after ") and problem.endswith(" % of its height")


def test_a_jpeg_closed_too_early_is_not_filled_with_grey() -> None:
    data = saved(speckled())
    problem = problem_of(data[: len(data) // 2] + b"\xff\xd9")
    assert problem is not None and problem.startswith("breaks off after ")


def test_a_product_on_middle_grey_is_no_broken_picture() -> None:
    image = Image.new("RGB", (900, 900), (128, 128, 128))
    image.paste(drawn(400, 400), (250, 250))
    assert problem_of(saved(image)) is None


def test_a_png_with_a_wrong_checksum_is_refused() -> None:
    data = bytearray(picture(picture_format="PNG"))
    data[-16] ^= 1
    assert problem_of(bytes(data)) == "has broken picture data"


def test_a_png_without_its_end_is_refused() -> None:
    assert problem_of(picture(picture_format="PNG")[:-12]) is not None


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_broken_exif_does_not_break_a_picture() -> None:
    data = picture(exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert problem_of(data) is None


def test_a_float_tiff_has_no_scale_and_is_refused() -> None:
    data = saved(Image.new("F", (20, 20), 0.5), "TIFF")
    assert problem_of(data) == "has colours of kind F, which cannot be converted"


def test_a_large_jpeg_is_decoded_small_but_never_below_what_is_needed() -> None:
    for width, height, kept in ((1590, 900, 1590), (1600, 900, 800), (3000, 4100, 1025), (900, 6500, 813)):
        pixels = decode(picture(width, height), rendition(), side_px=800).pixels
        assert max(pixels.size) == kept


def test_decode_names_the_format_it_refuses() -> None:
    with pytest.raises(UnusablePicture) as refusal:
        decode(picture(picture_format="PNG")[:2000], rendition(), side_px=800)
    assert refusal.value.picture_format == "PNG"


def sources() -> list[bytes]:
    """Small pictures in every kind of file that is read."""
    small = drawn(120, 90)
    frames = {"save_all": True, "append_images": [small.rotate(20)]}
    tags, profile = exif(6), swapped_profile()
    return [
        saved(small, exif=tags, icc_profile=profile),
        saved(small, progressive=True, comment=b"hello"),
        saved(drawn(120, 90, "CMYK")),
        saved(drawn(120, 90, "L")),
        saved(small, "MPO", **frames),
        saved(small, "PNG", exif=tags, icc_profile=profile),
        saved(drawn(120, 90, "P"), "PNG", transparency=0),
        saved(drawn(120, 90, "RGBA"), "PNG"),
        saved(drawn(120, 90, "I;16"), "PNG"),
        saved(drawn(120, 90, "1"), "PNG"),
        saved(drawn(120, 90, "P"), "GIF", **frames),
        saved(drawn(120, 90, "RGBA"), "WEBP", exif=tags),
        saved(small, "WEBP", **frames),
        saved(small, "WEBP", lossless=True),
        saved(small, "BMP"),
        saved(drawn(120, 90, "P"), "BMP"),
        saved(small, "TIFF", exif=tags),
        saved(small, "TIFF", compression="tiff_lzw"),
        saved(small, "TIFF", compression="jpeg"),
        saved(drawn(120, 90, "I;16"), "TIFF"),
        saved(drawn(120, 90, "CMYK"), "TIFF", compression="tiff_adobe_deflate"),
        saved(small, "AVIF"),
    ]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes cut off, overwritten, shortened or lengthened somewhere, headers more often than the rest."""
    changed = bytearray(data)
    kind = chance.choice(("cut", "overwrite", "header", "delete", "insert", "zero"))
    at = chance.randrange(len(changed))
    if kind == "cut":
        return data[:at]
    if kind in ("overwrite", "header"):
        reach = len(changed) if kind == "overwrite" else min(300, len(changed))
        for _ in range(chance.randrange(1, 6)):
            changed[chance.randrange(reach)] = chance.choice((0, 1, 127, 128, 255, chance.randrange(256)))
    elif kind == "delete":
        del changed[at : at + chance.randrange(1, 40)]
    elif kind == "insert":
        changed[at:at] = chance.randbytes(chance.randrange(1, 40))
    else:
        run = min(chance.randrange(1, 60), len(changed) - at)
        changed[at : at + run] = bytes(run)
    return bytes(changed)


@pytest.mark.filterwarnings("ignore")
def test_mutated_files_end_as_a_picture_or_as_a_problem() -> None:
    kinds = sources()
    for seed in range(330):
        chance = random.Random(seed)
        data = mutated(kinds[seed % len(kinds)], chance)
        examined, jpeg = examine(data, "a.jpg", rendition())
        assert (examined.problem is None) == (jpeg is not None), seed
