"""The furnishings of the sample feeds, drawn as parts: light, storage, textiles, decoration, garden."""

from drawings import Outline, Part, Point, band, box, ellipse, mix, smooth, turned
from look import DARK, GREY, STRAW, WOOD, Look


def _straight(top: float, bottom: float, upper: float, lower: float) -> Outline:
    return turned([(top, upper), (bottom, lower)], rounded=False)


def vase(look: Look) -> list[Part]:
    """A vase with a belly."""
    belly, neck = look.pick(0.55, 0.42, 0.66, 0.5), look.pick(0.2, 0.3, 0.14, 0.26)
    low = look.pick(0.3, -0.2, 0.35, 0.0)
    wall = turned([(-0.95, neck + 0.1), (-0.75, neck), (-0.45, neck + 0.06), (low, belly), (0.8, 0.34), (0.95, 0.32)])
    return [look.body(wall), look.inside(ellipse(0, -0.95, neck + 0.1, 0.06))]


def lamp(look: Look) -> list[Part]:
    """A table lamp: foot, stem and fabric shade."""
    upper, lower = look.pick(0.4, 0.6, 0.3, 0.5), look.pick(0.72, 0.62, 0.75, 0.8)
    cut = look.pick(0.05, -0.05, 0.12, -0.1)
    stem = turned([(cut, 0.06), (0.3, look.pick(0.1, 0.26, 0.06, 0.2)), (0.6, 0.1), (0.84, 0.06)])
    foot = turned([(0.82, 0.12), (0.88, 0.42), (0.97, 0.46)], rounded=False)
    return [
        Part(stem, WOOD, "round"),
        Part(foot, WOOD, "round"),
        look.body(_straight(-0.95, cut, upper, lower), "soft"),
    ]


def cushion(look: Look) -> list[Part]:
    """A filled cushion with piping."""
    h, sag = look.pick(0.85, 0.6, 0.8, 0.85), look.pick(0.09, 0.06, 0.04, 0.12)
    w = look.pick(0.85, 0.95, 0.6, 0.9)
    top: list[Point] = [(-w, -h), (-w * 0.86, -h * 0.96), (0, -h + sag), (w * 0.86, -h * 0.96), (w, -h)]
    edge = [*top, *[(x, -y) for x, y in reversed(top)]]
    inner = [(x * 0.96, y * 0.96) for x, y in edge]
    return [look.trim(edge), look.body(inner, "soft")]


def storage_box(look: Look) -> list[Part]:
    """A lidded box in slight perspective."""
    h, lid = look.pick(0.2, -0.1, 0.35, 0.0), look.pick(0.2, 0.16, 0.26)
    front = box(-0.85, h - 0.4, 0.6, 0.85)
    side: Outline = [(0.6, h - 0.4), (0.95, h - 0.65), (0.95, 0.55), (0.6, 0.85)]
    cover = box(-0.9, h - 0.4 - lid, 0.64, h - 0.36)
    cover_side: Outline = [(0.64, h - 0.4 - lid), (0.99, h - 0.65 - lid), (0.99, h - 0.6), (0.64, h - 0.36)]
    roof: Outline = [
        (-0.9, h - 0.4 - lid),
        (-0.55, h - 0.65 - lid),
        (0.99, h - 0.65 - lid),
        (0.64, h - 0.4 - lid),
    ]
    slot = box(-0.3, h + 0.02, 0.05, h + 0.14, 0.06)
    parts = [look.body(front, "flat"), look.trim(side), look.trim(cover), look.trim(cover_side)]
    return [*parts, Part(roof, mix(look.main, (255, 255, 255), 0.25)), Part(slot, DARK)]


def candlestick(look: Look) -> list[Part]:
    """A candle holder with three or one cups."""
    stem = turned(
        [
            (-0.2, 0.2),
            (-0.08, 0.06),
            (0.3, look.pick(0.16, 0.07, 0.22)),
            (0.7, 0.08),
            (0.85, 0.5),
            (0.95, 0.52),
        ]
    )
    spots = (-0.6, 0.0, 0.6) if look.kind % 2 else (0.0,)
    parts = [look.body(stem)]
    if len(spots) > 1:
        parts.append(look.trim(box(-0.72, -0.14, 0.72, -0.02, 0.05)))
    for x in spots:
        parts.append(look.trim(box(x - 0.17, -0.3, x + 0.17, -0.12, 0.04), "round"))
        parts.append(Part(box(x - 0.11, -0.92, x + 0.11, -0.3, 0.03), (246, 240, 226), "round"))
        parts.append(Part(box(x - 0.012, -1.0, x + 0.012, -0.92), DARK))
    return parts


def frame(look: Look) -> list[Part]:
    """A picture frame with a simple landscape behind its mount."""
    w, h = look.pick(0.72, 0.95, 0.8, 0.6), look.pick(0.95, 0.72, 0.8, 0.95)
    rim, mount = look.pick(0.12, 0.08, 0.16, 0.1), look.pick(0.2, 0.26, 0.14, 0.2)
    inner = w - rim - mount, h - rim - mount
    hill: Outline = [(-inner[0], 0.2), (-inner[0] * 0.3, -0.15), (inner[0] * 0.2, 0.12), (inner[0], -0.1)]
    sky = Part(box(-inner[0], -inner[1], inner[0], inner[1]), mix(look.accent, (220, 235, 245), 0.6))
    land = Part([*hill, (inner[0], inner[1]), (-inner[0], inner[1])], mix(look.main, (90, 140, 100), 0.5))
    paper = Part(box(-w + rim, -h + rim, w - rim, h - rim), (250, 249, 246))
    return [look.body(box(-w, -h, w, h), "soft"), paper, sky, land]


def basket(look: Look) -> list[Part]:
    """A woven basket with two loops."""
    top, low = look.pick(0.8, 0.62, 0.9, 0.7), look.pick(0.62, 0.6, 0.55, 0.8)
    rim = look.pick(-0.4, -0.6, -0.2, -0.5)
    weave = Part(
        turned([(rim, top), (0.3, (top + low) / 2), (0.85, low), (0.9, 0)]),
        STRAW,
        "round",
        "checks",
        (186, 150, 98),
    )
    strip = Part(
        turned([(rim, top), (rim + 0.34, top * 0.97)], rounded=False),
        look.main,
        "round",
        look.pattern,
        look.accent,
    )
    loops = [
        look.trim(band([(x - 0.22, rim), (x - 0.14, rim - 0.36), (x + 0.14, rim - 0.36), (x + 0.22, rim)], 0.08))
        for x in (-0.3, 0.3)
    ]
    return [*loops[: 2 - look.kind % 2], weave, strip, look.inside(ellipse(0, rim, top, 0.12))]


def towels(look: Look) -> list[Part]:
    """A stack of folded towels."""
    count = int(look.pick(3, 2, 4, 5))
    step = 1.5 / count
    parts = []
    for i in range(count):
        y = 0.85 - (i + 1) * step
        width = 0.92 - 0.05 * (i % 2)
        tone = mix(look.main, (255, 255, 255), 0.22 * (i % 2))
        parts.append(
            Part(
                box(-width, y, width, y + step * 0.96, min(0.2, step * 0.4)),
                tone,
                "round",
                look.pattern if i % 2 == 0 else "ribs",
                look.accent,
            )
        )
        parts.append(Part(box(-width + 0.1, y + step * 0.46, width, y + step * 0.54, 0.03), mix(tone, DARK, 0.4)))
    return parts


def stool(look: Look) -> list[Part]:
    """A stool with splayed legs and a padded seat."""
    seat, spread = look.pick(0.7, 0.85, 0.6, 0.75), look.pick(0.75, 0.8, 0.5, 0.9)
    top = look.pick(-0.6, -0.2, -0.8, -0.4)
    legs: list[Part] = []
    for x in (-1, -0.35, 0.35, 1):
        foot, head = x * spread, x * seat * 0.8
        legs.append(
            Part(
                [(head - 0.06, top), (head + 0.06, top), (foot + 0.04, 0.95), (foot - 0.04, 0.95)],
                WOOD,
                "round",
            )
        )
    bar = Part(box(-spread * 0.85, 0.36, spread * 0.85, 0.44), mix(WOOD, DARK, 0.2))
    return [bar, *legs, look.body(box(-seat, top - 0.22, seat, top + 0.08, 0.12), "soft")]


def flower_pot(look: Look) -> list[Part]:
    """A pot with a small leafy decoration."""
    top, low, rim = (
        look.pick(0.66, 0.5, 0.78, 0.6),
        look.pick(0.46, 0.48, 0.5, 0.34),
        look.pick(-0.1, 0.0, 0.15, -0.2),
    )
    leaves = []
    for x, tip in ((-0.5, -0.8), (-0.25, -0.98), (0.05, -0.9), (0.3, -1.0), (0.52, -0.74)):
        leaf = smooth([(x * 0.3, rim), (x - 0.14, (rim + tip) / 2), (x * 1.2, tip), (x + 0.14, (rim + tip) / 2)])
        leaves.append(Part(leaf, (92, 142, 86) if x < 0.1 else (112, 160, 96), "soft"))
    collar = box(-top - 0.05, rim - 0.02, top + 0.05, rim + 0.18, 0.04)
    return [*leaves, look.body(_straight(rim, 0.95, top, low)), look.trim(collar, "round")]


def watering_can(look: Look) -> list[Part]:
    """A watering can with a long spout."""
    w = look.pick(0.45, 0.52, 0.38, 0.5)
    top = look.pick(-0.2, 0.05, -0.35, -0.1)
    spout: Outline = [(-w + 0.05, 0.6), (-0.92, -0.4), (-0.8, -0.46), (-w + 0.05, 0.3)]
    rose = Part([(-1.0, -0.36), (-0.98, -0.58), (-0.72, -0.6), (-0.74, -0.4)], GREY, "soft")
    grip = [(w - 0.02, 0.55), (0.98, 0.2), (0.8, -0.6), (0.0, -0.8), (-0.2, top)]
    wall = _straight(top, 0.85, w * 0.85, w)
    return [
        look.trim(spout),
        rose,
        look.trim(band(grip, 0.09)),
        look.body(wall),
        look.inside(ellipse(0, top, w * 0.85, 0.1)),
    ]


def mirror(look: Look) -> list[Part]:
    """A wall mirror with a coloured rim."""
    w, h = look.pick(0.9, 0.62, 0.9, 0.7), look.pick(0.9, 0.95, 0.66, 0.9)
    rim = look.pick(0.1, 0.08, 0.16, 0.13)
    outline = ellipse(0, 0, w, h) if look.kind % 2 == 0 else box(-w, -h, w, h, 0.3)
    glass = [(x * (1 - rim / w), y * (1 - rim / h)) for x, y in outline]
    gleam = [
        Part([(x, 0.3), (x + 0.1, 0.3), (x + 0.45, -0.4), (x + 0.35, -0.4)], (240, 246, 250)) for x in (-0.4, -0.2)
    ]
    return [look.body(outline, "soft"), Part(glass, (206, 220, 228), "soft"), *gleam]


def mat(look: Look) -> list[Part]:
    """A door mat or rug with fringes."""
    h = look.pick(0.6, 0.75, 0.5)
    fringe = [
        Part(box(side * 0.9 - 0.1, y, side * 0.9 + 0.1, y + 0.035), STRAW)
        for side in (-1, 1)
        for y in [-h + 0.06 + i * 0.12 for i in range(int((2 * h - 0.1) / 0.12))]
    ]
    border = Part(
        box(-0.8, -h + 0.1, 0.8, h - 0.1),
        mix(look.main, (255, 255, 255), 0.3),
        "flat",
        look.pattern,
        look.accent,
    )
    return [*fringe, look.trim(box(-0.9, -h, 0.9, h)), border]


def hooks(look: Look) -> list[Part]:
    """A wall rail with hooks."""
    rail = look.body(box(-0.98, -0.4, 0.98, 0.05, 0.06), "soft")
    count = int(look.pick(4, 3, 5))
    spots = [-0.75 + i * 1.5 / (count - 1) for i in range(count)]
    hook = [Part(band([(x, -0.2), (x, 0.3), (x + 0.08, 0.5), (x + 0.22, 0.34)], 0.09), DARK) for x in spots]
    knobs = [Part(ellipse(x, -0.22, 0.08, 0.08), GREY, "round") for x in spots]
    return [rail, *hook, *knobs]


def hanger(look: Look) -> list[Part]:
    """A clothes hanger."""
    arms = band([(-0.95, 0.45), (-0.5, 0.1), (0.0, -0.15), (0.5, 0.1), (0.95, 0.45)], look.pick(0.16, 0.22, 0.12))
    hook = band([(0, -0.1), (0.02, -0.4), (0.24, -0.55), (0.16, -0.85), (-0.14, -0.78)], 0.05)
    return [Part(hook, GREY), look.trim(box(-0.85, 0.38, 0.85, 0.46)), look.body(arms, "soft")]


def rod(look: Look) -> list[Part]:
    """A curtain rod with end knobs and rings."""
    rings = [
        Part(band([(x, -0.12), (x - 0.07, 0.1), (x, 0.2), (x + 0.07, 0.1), (x, -0.12)], 0.03), DARK)
        for x in (-0.5, -0.25, 0.0, 0.25, 0.5)
    ]
    knobs = [look.trim(ellipse(x, 0, 0.17, 0.19), "round") for x in (-1.05, 1.05)]
    brackets = [look.trim(box(x - 0.05, 0.0, x + 0.05, 0.4, 0.03)) for x in (-0.8, 0.8)]
    return [*brackets, look.body(box(-1.0, -0.09, 1.0, 0.09, 0.03), "soft"), *rings, *knobs]


FURNISHINGS = {
    shape.__name__: shape
    for shape in (
        vase,
        lamp,
        cushion,
        storage_box,
        candlestick,
        frame,
        basket,
        towels,
        stool,
        flower_pot,
        watering_can,
        mirror,
        mat,
        hooks,
        hanger,
        rod,
    )
}
