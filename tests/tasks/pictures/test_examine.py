"""What becomes of whole pictures: their facts, their changes, their renditions."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from tasks.pictures.examine import examine

from .drawing import (
    RED,
    close,
    drawn,
    exif,
    lab_profile,
    opened,
    picture,
    rendition,
    saved,
    swapped_profile,
)

WHITE = (255, 255, 255)
UPRIGHT = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def test_a_good_square_photo_is_only_measured_and_written_again() -> None:
    data = picture(800, 800)
    examined, jpeg = examine(data, "a.jpg", rendition())
    assert (examined.sha256, examined.source_bytes) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (examined.problem, examined.format, examined.extension_says) == (None, "JPEG", None)
    assert (examined.width_px, examined.height_px, examined.changes) == (800, 800, ())
    assert examined.background_white_pct == 100
    assert np.abs(np.asarray(opened(jpeg), int) - np.asarray(drawn(800, 800), int)).mean() < 2


@pytest.mark.parametrize("size", [(2600, 2600), (1700, 900), (300, 1100), (640, 640), (1, 1), (3, 2000), (801, 799)])
def test_every_rendition_is_the_square_of_the_profile(size: tuple[int, int]) -> None:
    examined, jpeg = examine(picture(*size), "a.jpg", rendition())
    assert opened(jpeg).size == (800, 800)
    assert (examined.width_px, examined.height_px) == size


def test_large_pictures_are_reduced_and_say_from_what() -> None:
    examined, jpeg = examine(picture(2600, 2600), "a.jpg", rendition())
    assert examined.changes == ("reduced from 2600 x 2600",)
    assert close(opened(jpeg), 0.3, 0.5, RED)


def test_small_pictures_are_padded_and_not_enlarged() -> None:
    examined, jpeg = examine(picture(400, 200), "a.jpg", rendition())
    image = opened(jpeg)
    assert examined.changes == ("padded to a square on white",)
    assert np.abs(np.asarray(image.crop((200, 300, 600, 500)), int) - np.asarray(drawn(400, 200), int)).mean() < 3
    assert close(image, 0.5, 0.1, WHITE)


@pytest.mark.parametrize("size", [(1600, 600), (600, 1600)])
def test_the_whole_product_stays_in_the_picture(size: tuple[int, int]) -> None:
    _, jpeg = examine(saved(Image.new("RGB", size, RED)), "a.jpg", rendition())
    red = np.asarray(opened(jpeg))[:, :, 1] < 128
    assert abs(int(red.sum()) - 800 * 300) < 3 * 800


@pytest.mark.parametrize("orientation", UPRIGHT)
def test_every_orientation_renders_alike(orientation: int) -> None:
    image = drawn(1000, 700)
    turn = UPRIGHT[orientation]
    lying = image if turn is None else image.transpose(turn)
    examined, jpeg = examine(saved(lying, quality=95, exif=exif(orientation)), "a.jpg", rendition())
    _, plain = examine(saved(image, quality=95), "a.jpg", rendition())
    assert (examined.width_px, examined.height_px) == (1000, 700)
    assert ("turned upright" in examined.changes) == (orientation != 1)
    assert np.abs(np.asarray(opened(jpeg), int) - np.asarray(opened(plain), int)).mean() < 2


@pytest.mark.parametrize("picture_format", ["TIFF", "PNG", "WEBP"])
def test_orientation_counts_in_other_formats_too(picture_format: str) -> None:
    data = saved(drawn(1000, 700).transpose(Image.Transpose.ROTATE_90), picture_format, exif=exif(6))
    examined, jpeg = examine(data, "a", rendition())
    assert (examined.width_px, examined.height_px, examined.changes[0]) == (1000, 700, "turned upright")
    assert close(opened(jpeg), 0.3, 0.5, RED)


@pytest.mark.parametrize("picture_format", ["PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparency_becomes_white(mode: str, picture_format: str) -> None:
    examined, jpeg = examine(picture(mode=mode, picture_format=picture_format), "a", rendition())
    assert "transparency put on white" in examined.changes
    assert examined.background_white_pct == 100
    assert close(opened(jpeg), 0.05, 0.05, WHITE) and not close(opened(jpeg), 0.3, 0.5, WHITE)


@pytest.mark.parametrize("picture_format", ["GIF", "PNG"])
def test_a_transparent_palette_colour_becomes_white(picture_format: str) -> None:
    image = Image.new("P", (800, 800), 0)
    image.putpalette([0, 0, 0, *RED])
    image.paste(1, (200, 200, 600, 600))
    examined, jpeg = examine(saved(image, picture_format, transparency=0), "a", rendition())
    assert "transparency put on white" in examined.changes
    assert close(opened(jpeg), 0.1, 0.1, WHITE) and close(opened(jpeg), 0.5, 0.5, RED)


def test_alpha_that_hides_nothing_is_no_change() -> None:
    image = drawn()
    image.putalpha(255)
    examined, _ = examine(saved(image, "PNG"), "a.png", rendition())
    assert "transparency put on white" not in examined.changes


@pytest.mark.parametrize("mode", ["P", "L", "1", "RGB"])
def test_plain_modes_keep_light_and_dark(mode: str) -> None:
    _, jpeg = examine(picture(mode=mode, picture_format="PNG"), "a.png", rendition())
    assert close(opened(jpeg), 0.05, 0.05, WHITE)


def test_sixteen_bits_are_scaled_and_not_clipped() -> None:
    examined, jpeg = examine(picture(mode="I;16", picture_format="PNG"), "a.png", rendition())
    assert "16-bit scaled to 8-bit" in examined.changes
    grey = drawn(mode="L").getpixel((300, 450))
    assert isinstance(grey, int) and close(opened(jpeg), 1 / 3, 0.5, (grey, grey, grey))


@pytest.mark.parametrize("picture_format", ["JPEG", "TIFF"])
def test_cmyk_becomes_srgb(picture_format: str) -> None:
    examined, jpeg = examine(picture(mode="CMYK", picture_format=picture_format), "a", rendition())
    assert "CMYK converted to sRGB" in examined.changes
    assert "colour profile converted to sRGB" not in examined.changes
    assert close(opened(jpeg), 0.3, 0.5, RED) and close(opened(jpeg), 0.05, 0.05, WHITE)


def test_a_colour_profile_is_applied_and_removed() -> None:
    examined, jpeg = examine(picture(icc_profile=swapped_profile()), "a.jpg", rendition())
    image = opened(jpeg)
    assert "colour profile converted to sRGB" in examined.changes
    assert not close(image, 0.3, 0.5, RED, tolerance=60) and close(image, 0.05, 0.05, WHITE)
    assert "icc_profile" not in image.info


@pytest.mark.parametrize("profile", [b"no profile at all", swapped_profile()[:300], lab_profile()])
def test_a_broken_profile_leaves_the_colours_and_says_so(profile: bytes) -> None:
    examined, jpeg = examine(picture(icc_profile=profile), "a.jpg", rendition())
    assert "broken colour profile ignored" in examined.changes
    assert close(opened(jpeg), 0.3, 0.5, RED)


@pytest.mark.parametrize("picture_format", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_frame_counts(picture_format: str) -> None:
    second = Image.new("RGB", (900, 900), "black")
    data = picture(picture_format=picture_format, save_all=True, append_images=[second])
    examined, jpeg = examine(data, "a", rendition())
    assert "first frame of an animation" in examined.changes
    assert close(opened(jpeg), 0.3, 0.5, RED, tolerance=25)


def test_metadata_does_not_leave() -> None:
    examined, jpeg = examine(picture(exif=exif(1), comment=b"made by me"), "a.jpg", rendition())
    assert "metadata removed" in examined.changes
    assert jpeg is not None and b"SecretCamera" not in jpeg and b"made by me" not in jpeg and b"Exif" not in jpeg


def test_renditions_are_baseline_srgb_with_their_density() -> None:
    image = opened(examine(picture(dpi=(30, 30), progressive=True), "a.jpg", rendition())[1])
    assert (image.format, image.mode, image.info["dpi"]) == ("JPEG", "RGB", (72, 72))
    assert "progressive" not in image.info


def test_changes_stand_in_a_fixed_order() -> None:
    examined, _ = examine(picture(1000, 700, mode="RGBA", picture_format="PNG", exif=exif(6)), "a.png", rendition())
    assert examined.changes == (
        "turned upright",
        "transparency put on white",
        "padded to a square on white",
        "reduced from 700 x 1000",
        "metadata removed",
        "converted from PNG",
    )


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a.jpg", "PNG"),
        ("http://x.example/a.JPEG?w=800", "PNG"),
        ("a.png", None),
        ("a.PNG", None),
        ("picture.php", None),
        ("no-extension", None),
    ],
)
def test_an_extension_that_lies_is_told(name: str, says: str | None) -> None:
    assert examine(picture(picture_format="PNG"), name, rendition())[0].extension_says == says


def test_facts_do_not_depend_on_the_side_of_the_rendition() -> None:
    data = picture(2000, 1500)
    large, _ = examine(data, "a.jpg", rendition())
    small, jpeg = examine(data, "a.jpg", rendition(side_px=500))
    assert (small.sharpness, small.contrast) == (large.sharpness, large.contrast)
    assert opened(jpeg).size == (500, 500)


def test_a_drafted_picture_measures_like_the_same_pixels_from_png() -> None:
    image = drawn(3400, 2400)
    drafted, one = examine(saved(image, quality=95), "a.jpg", rendition())
    whole, other = examine(saved(image, "PNG"), "a.png", rendition())
    assert drafted.width_px == whole.width_px == 3400
    assert drafted.sharpness is not None and whole.sharpness is not None
    assert abs(drafted.sharpness - whole.sharpness) < 0.1
    assert np.abs(np.asarray(opened(one), int) - np.asarray(opened(other), int)).mean() < 2


def test_threads_and_repetitions_give_the_same_bytes() -> None:
    sources = [
        picture(1800, 1200),
        picture(mode="CMYK"),
        picture(mode="RGBA", picture_format="PNG"),
        picture(icc_profile=swapped_profile()),
        picture()[:4000],
    ]
    alone = [examine(data, "a.jpg", rendition()) for data in sources]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda data: examine(data, "a.jpg", rendition()), sources * 8))
    assert together == alone * 8
