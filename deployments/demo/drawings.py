"""Turn a list of flat parts into the picture of a product: shaded, patterned, with a soft shadow.

Parts are polygons in object units (-1 to 1, y down). Everything is drawn at twice the size and averaged down,
so edges are crisp and free of steps. Knows nothing about particular objects; those are in shapes.py.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

RGB = tuple[int, int, int]
Point = tuple[float, float]
Outline = list[Point]

OVERSAMPLING = 2
WHITE: RGB = (255, 255, 255)
LIGHT_GREY: RGB = (244, 245, 246)

# Brightness from left to right (or top to bottom), as parts of 255.
SHADES: dict[str, tuple[int, ...]] = {
    "flat": (255, 250),
    "round": (178, 224, 255, 250, 226, 190, 150),
    "soft": (224, 248, 255, 244, 216),
    "inside": (140, 175, 205),
}
PATTERNS = ("stripes", "dots", "checks", "zigzag", "bands", "diagonal", "grid", "waves", "ribs", "plain")


@dataclass(frozen=True)
class Part:
    """One closed outline with its colour; pattern names one of PATTERNS, shade one of SHADES."""

    outline: Outline
    color: RGB
    shade: str = "flat"
    pattern: str = "plain"
    accent: RGB = WHITE


@dataclass(frozen=True)
class Pose:
    """How an object stands in its picture."""

    size: tuple[int, int] = (800, 800)
    scale: float = 0.37
    turn_deg: float = 0.0
    mirrored: bool = False
    shift: Point = (0.0, 0.0)
    ground: RGB = WHITE
    shadow: bool = True


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """Return the colour that is `share` of the way from first to second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def ellipse(x: float, y: float, rx: float, ry: float) -> Outline:
    """Return an ellipse as a polygon."""
    steps = [2 * math.pi * i / 72 for i in range(72)]
    return [(x + rx * math.cos(t), y + ry * math.sin(t)) for t in steps]


def box(left: float, top: float, right: float, bottom: float, corner: float = 0.0) -> Outline:
    """Return a rectangle, its corners rounded by `corner`."""
    if corner <= 0:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    outline: Outline = []
    for x, y, start in (
        (right - corner, top + corner, -90),
        (right - corner, bottom - corner, 0),
        (left + corner, bottom - corner, 90),
        (left + corner, top + corner, 180),
    ):
        for step in range(9):
            angle = math.radians(start + step * 90 / 8)
            outline.append((x + corner * math.cos(angle), y + corner * math.sin(angle)))
    return outline


def smooth(points: Sequence[Point], closed: bool = True, steps: int = 10) -> Outline:
    """Return a Catmull-Rom curve through the points."""
    count = len(points)
    outline: Outline = []
    for i in range(count if closed else count - 1):
        near = [points[(i + k) % count] if closed else points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2)]
        for step in range(steps):
            t = step / steps
            outline.append((_spline([p[0] for p in near], t), _spline([p[1] for p in near], t)))
    if not closed:
        outline.append(points[-1])
    return outline


def _spline(v: Sequence[float], t: float) -> float:
    a, b, c, d = v
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def turned(profile: Sequence[Point], rounded: bool = True) -> Outline:
    """Return the silhouette of a turned body; profile holds (y, half width) from top to bottom."""
    right: Sequence[Point] = [(half, y) for y, half in profile]
    if rounded:
        right = smooth(right, closed=False)
    return [*right, *[(-x, y) for x, y in reversed(right)]]


def band(points: Sequence[Point], width: float) -> Outline:
    """Return a strip of even width along a curve through the points: handles, straps, cords."""
    line = smooth(points, closed=False)
    left: Outline = []
    right: Outline = []
    for i, (x, y) in enumerate(line):
        (x0, y0), (x1, y1) = line[max(i - 1, 0)], line[min(i + 1, len(line) - 1)]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        dx, dy = (y1 - y0) / length * width / 2, (x1 - x0) / length * width / 2
        left.append((x - dx, y + dy))
        right.append((x + dx, y - dy))
    return [*left, *reversed(right)]


def draw(parts: Sequence[Part], pose: Pose) -> Image.Image:
    """Draw the parts, first to last, into a new RGB picture."""
    width, height = (side * OVERSAMPLING for side in pose.size)
    picture = Image.new("RGB", (width, height), pose.ground)
    placed = [(part, _placed(part.outline, pose, width, height)) for part in parts]
    if pose.shadow:
        _cast_shadow(picture, [point for _, outline in placed for point in outline])
    for part, outline in placed:
        _draw_part(picture, part, outline)
    return picture.reduce(OVERSAMPLING)


def _placed(outline: Outline, pose: Pose, width: int, height: int) -> Outline:
    unit = min(width, height) * pose.scale
    cos, sin = math.cos(math.radians(pose.turn_deg)), math.sin(math.radians(pose.turn_deg))
    sign = -1 if pose.mirrored else 1
    x0, y0 = width / 2 + pose.shift[0] * unit, height / 2 + pose.shift[1] * unit
    return [(x0 + sign * (x * cos - y * sin) * unit, y0 + (x * sin + y * cos) * unit) for x, y in outline]


def _cast_shadow(picture: Image.Image, points: Outline) -> None:
    coarse = 16
    left, right = min(x for x, _ in points) / coarse, max(x for x, _ in points) / coarse
    floor, depth = max(y for _, y in points) / coarse, max(right - left, 8) * 0.07
    shadow = Image.new("L", (picture.width // coarse, picture.height // coarse), 0)
    ImageDraw.Draw(shadow).ellipse((left, floor - depth, right, floor + depth * 0.7), fill=96)
    shadow = shadow.filter(ImageFilter.GaussianBlur(1.6)).resize(picture.size, Image.Resampling.BICUBIC)
    picture.paste((70, 70, 78), (0, 0), shadow)


def _draw_part(picture: Image.Image, part: Part, outline: Outline) -> None:
    left, top = (max(0, math.floor(min(p[i] for p in outline))) for i in (0, 1))
    right = min(picture.width, math.ceil(max(p[0] for p in outline)) + 1)
    bottom = min(picture.height, math.ceil(max(p[1] for p in outline)) + 1)
    if right - left < 2 or bottom - top < 2:
        return
    size = (right - left, bottom - top)
    cloth = Image.new("RGB", size, part.color)
    _draw_pattern(ImageDraw.Draw(cloth), size, part.pattern, part.accent)
    shade = _shade(SHADES[part.shade], size)
    cloth = ImageChops.multiply(cloth, Image.merge("RGB", (shade, shade, shade)))
    mask = Image.new("L", size, 0)
    local = [(x - left, y - top) for x, y in outline]
    ImageDraw.Draw(mask).polygon(local, fill=255)
    picture.paste(cloth, (left, top), mask)
    edge = mix(part.color, (20, 20, 26), 0.55)
    ImageDraw.Draw(picture).line([*outline, *outline[:2]], fill=edge, width=3 * OVERSAMPLING, joint="curve")


def _shade(levels: tuple[int, ...], size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("L", (len(levels), 1), bytes(levels)).resize(size, Image.Resampling.BICUBIC)


def _draw_pattern(pen: ImageDraw.ImageDraw, size: tuple[int, int], pattern: str, accent: RGB) -> None:
    width, height = size
    pitch = max(90, min(width, height) // 3)
    if pattern in ("stripes", "checks"):
        for x in range(pitch // 2, width, pitch):
            pen.rectangle((x, 0, x + pitch // 2, height), fill=accent)
    if pattern in ("bands", "checks"):
        for y in range(pitch // 2, height, pitch):
            pen.rectangle((0, y, width, y + pitch // 3), fill=accent)
    if pattern == "dots":
        for row, y in enumerate(range(pitch // 2, height, pitch)):
            for x in range((row % 2) * pitch // 2, width + pitch, pitch):
                pen.ellipse((x - pitch / 4, y - pitch / 4, x + pitch / 4, y + pitch / 4), fill=accent)
    if pattern == "diagonal":
        for x in range(-height, width, pitch * 2):
            pen.polygon([(x, height), (x + pitch, height), (x + pitch + height, 0), (x + height, 0)], fill=accent)
    if pattern == "grid":
        for x in range(pitch // 2, width, pitch):
            pen.line((x, 0, x, height), fill=accent, width=8)
        for y in range(pitch // 2, height, pitch):
            pen.line((0, y, width, y), fill=accent, width=8)
    if pattern == "ribs":
        for x in range(pitch // 3, width, pitch):
            pen.line((x, 0, x, height), fill=accent, width=7)
    if pattern in ("zigzag", "waves"):
        half = pitch // 2
        for y in range(0, height + pitch, pitch):
            corners = [(x, y + (half if x // half % 2 else 0)) for x in range(0, width + pitch, half)]
            line = smooth(corners, closed=False, steps=6) if pattern == "waves" else corners
            pen.line(line, fill=accent, width=pitch // 4, joint="curve")
