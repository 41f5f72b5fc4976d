"""Reducing keeps light, detail and size; encoding is exact and repeatable."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from tasks.pictures.rendition import encoded, padded, reduced

from .drawing import drawn, opened, rendition


@pytest.mark.parametrize("side", [801, 1100, 1599, 1600, 2500, 5000])
def test_reducing_is_close_to_lanczos(side: int) -> None:
    image = drawn(side, side * 3 // 4)
    small = reduced(image, 800)
    reference = image.resize(small.size, Image.Resampling.LANCZOS)
    assert small.size == (800, round(side * 3 // 4 * 800 / side))
    assert np.abs(np.asarray(small, int) - np.asarray(reference, int)).mean() < 1.5


def test_reducing_does_not_alias_fine_stripes() -> None:
    stripes = np.zeros((1600, 1600), dtype=np.uint8)
    stripes[:, ::2] = 255
    middle = np.asarray(reduced(Image.fromarray(stripes), 800))[50:-50, 50:-50]
    assert abs(float(middle.mean()) - 127.5) < 2 and float(middle.std()) < 12


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_reducing_keeps_the_mode_and_plain_tones(mode: str) -> None:
    small = reduced(Image.new("RGB", (1700, 1300), (255, 255, 255)).convert(mode), 800)
    assert small.mode == mode
    assert set(np.unique(np.asarray(small.convert("RGB")))) == {255}


def test_a_smaller_picture_is_left_alone() -> None:
    image = drawn(500, 300)
    assert reduced(image, 800) is image


def test_encoding_twice_gives_equal_bytes_of_the_wanted_quality() -> None:
    square = padded(drawn(700, 500), 800)
    assert encoded(square, rendition()) == encoded(square, rendition())
    assert len(encoded(square, rendition(jpeg_quality=60))) < len(encoded(square, rendition(jpeg_quality=95)))
    assert opened(encoded(square, rendition(dpi=300))).info["dpi"] == (300, 300)
