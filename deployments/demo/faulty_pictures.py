"""The picture files of bazaar-mix: ordinary ones, and one of every kind of fault a picture file can have."""

import io
from collections.abc import Callable

from catalogue import Product
from drawings import LIGHT_GREY, WHITE, Pose, draw
from feeds import APPROVED, REJECTED, WARN, jpeg
from PIL import Image, ImageFilter

Make = Callable[[Product, int], bytes]


def draw_tilted(product: Product, number: int, size: tuple[int, int] = (720, 720)) -> Image.Image:
    """Return the product as this supplier photographs: a little tilted, white or light ground."""
    turn = (0.0, -7.0, 5.0)[number % 3]
    ground = LIGHT_GREY if number % 4 == 1 else WHITE
    pose = Pose(size, (0.33, 0.36, 0.345)[number % 3], turn, number % 2 == 0, ground=ground)
    return draw(product.parts(number), pose)


def plain(product: Product, number: int) -> bytes:
    """Return an ordinary picture file."""
    return jpeg(draw_tilted(product, number))


def _blurred(product: Product, number: int) -> bytes:
    return jpeg(draw_tilted(product, number).filter(ImageFilter.GaussianBlur(7)))


def _sized(width: int, height: int) -> Make:
    def encode(product: Product, number: int) -> bytes:
        return jpeg(draw_tilted(product, number, (width, height)))

    return encode


def _transparent(product: Product, number: int) -> bytes:
    picture = draw_tilted(product, number).quantize(24).convert("RGBA")
    red, green, blue, _ = picture.split()
    light = Image.merge("RGB", (red, green, blue)).convert("L").point([255] * 236 + [0] * 20)
    picture.putalpha(light)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _truncated(product: Product, number: int) -> bytes:
    whole = plain(product, number)
    return whole[: len(whole) * 2 // 5]


def _web_page(product: Product, number: int) -> bytes:
    return b"<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body>Not Found</body></html>\n"


def _cmyk(product: Product, number: int) -> bytes:
    out = io.BytesIO()
    draw_tilted(product, number).convert("CMYK").save(out, "JPEG", quality=74, optimize=True, dpi=(300, 300))
    return out.getvalue()


def _lying_on_its_side(product: Product, number: int) -> bytes:
    """Stored turned left, with the EXIF orientation that says to turn it right (6)."""
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    stored = draw_tilted(product, number, (720, 960)).transpose(Image.Transpose.ROTATE_90)
    stored.save(out, "JPEG", quality=74, optimize=True, exif=exif, dpi=(72, 72))
    return out.getvalue()


def _png_named_jpg(product: Product, number: int) -> bytes:
    out = io.BytesIO()
    draw_tilted(product, number).quantize(24).save(out, "PNG", optimize=True)
    return out.getvalue()


# topic, verdict, file name, how the file is made.
PICTURE_FLAWS: tuple[tuple[str, str, str, Make], ...] = (
    ("picture.blurred", WARN, "blurred-01.jpg", _blurred),
    ("picture.blurred", WARN, "blurred-02.jpg", _blurred),
    ("picture.too_small", REJECTED, "tiny-01.jpg", _sized(300, 300)),
    ("picture.small", APPROVED, "small-01.jpg", _sized(640, 520)),
    ("picture.large", APPROVED, "large-01.jpg", _sized(2600, 2600)),
    ("picture.transparent", APPROVED, "cutout-01.png", _transparent),
    ("picture.truncated", REJECTED, "truncated-01.jpg", _truncated),
    ("picture.web_page", REJECTED, "page-01.jpg", _web_page),
    ("picture.cmyk", WARN, "print-01.jpg", _cmyk),
    ("picture.orientation", APPROVED, "turned-01.jpg", _lying_on_its_side),
    ("picture.extension", WARN, "mislabelled-01.jpg", _png_named_jpg),
    ("picture.wide", APPROVED, "wide-01.jpg", _sized(1200, 900)),
)
