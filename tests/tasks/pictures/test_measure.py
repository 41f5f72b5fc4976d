"""The numbers: sharpness on one scale for all scenes, contrast, how white the border is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageFilter

from tasks.pictures.measure import measure_background_white_pct, measure_contrast, measure_sharpness

from .drawing import drawn

CLEAR = 0.30  # what the rule asks for


def luma(image: Image.Image) -> npt.NDArray[np.uint8]:
    """Brightness of a picture."""
    return np.asarray(image.convert("L"), dtype=np.uint8)


def product_on_white(grey: int, blur: float) -> Image.Image:
    """One plain product, photographed as a lens would: never crisper than half a pixel."""
    image = Image.new("L", (800, 800), 255)
    image.paste(grey, (150, 250, 650, 600))
    return image.rotate(5, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(blur))


def texture(blur: float) -> Image.Image:
    """Detail everywhere: blocks of random brightness, six pixels wide."""
    blocks = np.random.default_rng(7).integers(0, 256, (134, 134), dtype=np.uint8)
    image = Image.fromarray(blocks).resize((804, 804), Image.Resampling.NEAREST)
    return image.filter(ImageFilter.GaussianBlur(blur))


@pytest.mark.parametrize("grey", [0, 90, 180, 220, 240])
def test_a_plain_product_on_white_is_sharp_until_it_is_blurred(grey: int) -> None:
    assert measure_sharpness(luma(product_on_white(grey, 0.5))) > 0.45
    assert measure_sharpness(luma(product_on_white(grey, 3))) < 0.2


def disc_and_stripes(blur: float) -> Image.Image:
    """Curved edges and close straight ones."""
    return drawn(800, 800, blur=blur)


@pytest.mark.parametrize("scene", [texture, disc_and_stripes])
def test_detailed_scenes_share_the_scale(scene: Callable[[float], Image.Image]) -> None:
    assert measure_sharpness(luma(scene(0.5))) > 0.45
    assert measure_sharpness(luma(scene(3))) < 0.2


def test_more_blur_is_never_sharper() -> None:
    values = [measure_sharpness(luma(drawn(800, 800, blur=blur))) for blur in (0, 0.5, 1, 1.5, 2, 3, 4, 6)]
    assert values == sorted(values, reverse=True)
    assert values[0] > 0.9


@pytest.mark.parametrize("turn", [0, 90, 45, 135])
def test_motion_blur_shows_in_any_direction(turn: int) -> None:
    streaked = np.asarray(texture(0.6), dtype=np.float32)
    smeared = np.mean([np.roll(streaked, shift, axis=1) for shift in range(15)], axis=0)
    image = Image.fromarray(smeared.astype(np.uint8)).rotate(turn, Image.Resampling.BICUBIC)
    assert measure_sharpness(luma(image.crop((150, 150, 650, 650)))) < CLEAR


@pytest.mark.parametrize("degrees", [3, 8])
def test_noise_does_not_make_a_blurred_picture_clear(degrees: float) -> None:
    noise = np.random.default_rng(1).normal(0, degrees, (800, 800))
    noisy = np.clip(luma(drawn(800, 800, blur=4)) + noise, 0, 255).astype(np.uint8)
    assert measure_sharpness(noisy) < CLEAR


@pytest.mark.parametrize("image", [Image.new("L", (800, 800), 200), Image.linear_gradient("L"), Image.new("L", (3, 3))])
def test_without_edges_nothing_is_sharp(image: Image.Image) -> None:
    assert measure_sharpness(luma(image)) == 0


def test_contrast_runs_from_one_tone_to_half_black_half_white() -> None:
    half = np.zeros((100, 100), dtype=np.uint8)
    assert measure_contrast(half) == 0
    half[:, 50:] = 255
    assert measure_contrast(half) == 127.5


@pytest.mark.parametrize(
    ("ground", "percentage"),
    [("white", 100), ((250, 250, 250), 100), ((249, 249, 249), 0), ((255, 255, 240), 0)],
)
def test_only_near_white_without_tint_counts_as_white_ground(
    ground: str | tuple[int, int, int], percentage: float
) -> None:
    image = Image.new("RGB", (400, 300), ground)
    image.paste((0, 0, 0), (100, 100, 300, 200))
    assert measure_background_white_pct(np.asarray(image), luma(image)) == percentage


def test_a_product_that_runs_off_one_side_takes_its_share_of_the_border() -> None:
    image = Image.new("RGB", (400, 400), "white")
    image.paste((0, 0, 0), (0, 380, 400, 400))
    assert measure_background_white_pct(np.asarray(image), luma(image)) == pytest.approx(73.7, abs=0.1)
