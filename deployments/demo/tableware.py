"""The tableware and kitchen goods of the sample feeds, drawn as parts."""

from drawings import Outline, Part, band, box, ellipse, mix, turned
from look import DARK, WOOD, Look


def _straight(top: float, bottom: float, upper: float, lower: float) -> Outline:
    return turned([(top, upper), (bottom, lower)], rounded=False)


def mug(look: Look) -> list[Part]:
    """A mug with a handle on its right."""
    w, top = look.pick(0.62, 0.74, 0.52, 0.66), look.pick(-0.7, -0.5, -0.9, -0.75)
    lower = w * look.pick(1.0, 0.82, 0.9, 0.7)
    grip = [(w - 0.05, top + 0.25), (w + 0.42, top + 0.3), (w + 0.4, 0.35), (lower - 0.05, 0.5)]
    rim = ellipse(0, top, w, 0.13)
    wall = turned([(top, w), (0.0, (w + lower) / 2), (0.7, lower), (0.84, lower * 0.86), (0.88, 0.0)])
    return [look.trim(band(grip, 0.15)), look.body(wall), look.inside(rim)]


def bowl(look: Look) -> list[Part]:
    """A bowl on a foot."""
    depth = look.pick(0.55, 0.75, 0.4, 0.62)
    wall = turned([(-0.3, 0.98), (-0.3 + depth * 0.5, 0.84), (-0.3 + depth, 0.45), (-0.28 + depth * 1.05, 0.0)])
    foot = _straight(-0.34 + depth, -0.16 + depth, 0.4, 0.46)
    return [
        look.trim(foot, "round"),
        look.body(wall),
        look.inside(ellipse(0, -0.3, 0.98, look.pick(0.2, 0.26, 0.16))),
    ]


def carafe(look: Look) -> list[Part]:
    """A bottle with a stopper."""
    body, neck = look.pick(0.4, 0.5, 0.34, 0.46), look.pick(0.13, 0.18, 0.15)
    shoulder = look.pick(-0.3, 0.0, -0.45, -0.1)
    wall = turned(
        [
            (-0.75, neck),
            (shoulder - 0.2, neck),
            (shoulder + 0.12, body),
            (0.8, body),
            (0.95, body * 0.9),
            (0.96, 0),
        ]
    )
    return [look.body(wall), Part(box(-neck * 0.9, -0.98, neck * 0.9, -0.74, 0.05), WOOD, "round")]


def plate(look: Look) -> list[Part]:
    """A plate seen from above."""
    tall = look.pick(0.95, 0.7, 0.95, 0.85)
    rings = look.pick(0.68, 0.6, 0.78, 0.5)
    center = Part(ellipse(0, 0, 0.95 * rings, tall * rings), mix(look.main, (255, 255, 255), 0.6), "soft")
    well = Part(ellipse(0, 0, 0.3 * rings, tall * 0.3 * rings), look.main) if look.kind % 2 else center
    return [look.body(ellipse(0, 0, 0.95, tall), "soft"), center, well]


def teapot(look: Look) -> list[Part]:
    """A pot with spout, handle and lid."""
    belly = look.pick(0.58, 0.5, 0.64, 0.54)
    wall = turned([(-0.4, 0.3), (-0.2, belly * 0.9), (0.2, belly), (0.6, belly * 0.8), (0.78, 0.3), (0.8, 0)])
    spout: Outline = [(-belly + 0.1, 0.35), (-0.98, -0.3), (-0.82, -0.36), (-belly + 0.2, -0.1)]
    grip = [(belly - 0.1, -0.15), (0.95, -0.3), (0.92, 0.3), (belly - 0.1, 0.42)]
    lid = turned([(-0.62, 0.08), (-0.52, 0.2), (-0.38, 0.34)])
    knob = ellipse(0, -0.7, 0.1, look.pick(0.1, 0.14, 0.07))
    return [
        look.trim(spout),
        look.trim(band(grip, 0.12)),
        look.body(wall),
        look.trim(lid, "round"),
        look.trim(knob),
    ]


def jar(look: Look) -> list[Part]:
    """A storage jar with a wooden lid."""
    w, top = look.pick(0.6, 0.5, 0.7, 0.42), look.pick(-0.55, -0.7, -0.3, -0.75)
    wall = turned([(top, w * 0.9), (top + 0.12, w), (0.75, w), (0.9, w * 0.9), (0.92, 0.0)])
    lid = box(-w * 0.92, top - 0.24, w * 0.92, top + 0.04, 0.05)
    return [
        look.body(wall),
        Part(lid, WOOD, "round", "bands", mix(WOOD, (90, 60, 30), 0.3)),
        Part(ellipse(0, top - 0.3, 0.12, 0.09), WOOD),
    ]


def tray(look: Look) -> list[Part]:
    """A serving tray with two grips, seen from above."""
    h, corner = look.pick(0.6, 0.95, 0.7, 0.5), look.pick(0.12, 0.95, 0.3, 0.5)
    rim = box(-0.95, -h, 0.95, h, min(corner, h))
    floor = [(x * 0.88, y * (1 - 0.11 / h)) for x, y in rim]
    grips = [Part(box(x - 0.04, -0.18, x + 0.04, 0.18, 0.04), DARK) for x in (-0.885, 0.885)]
    return [Part(rim, WOOD, "soft"), look.body(floor, "soft"), *grips]


def board(look: Look) -> list[Part]:
    """A wooden board with a hanging hole."""
    w, neck = look.pick(0.5, 0.62, 0.42, 0.56), look.pick(0.14, 0.18, 0.12)
    slab = [*box(-w, -0.45, w, 0.95, 0.14)]
    grip = box(-neck, -0.98, neck, -0.4, 0.1)
    grain = mix(WOOD, (110, 70, 36), 0.35)
    inlay = look.body(box(-w, look.pick(0.4, 0.6, 0.2), w, look.pick(0.62, 0.86, 0.36)), "flat")
    return [
        Part(grip, WOOD, "soft"),
        Part(slab, WOOD, "soft", "ribs", grain),
        inlay,
        Part(ellipse(0, -0.84, 0.05, 0.05), (250, 250, 250)),
    ]


def spoons(look: Look) -> list[Part]:
    """Cooking spoons side by side."""
    parts = []
    count = int(look.pick(3, 2, 4))
    for i in range(count):
        x = (i - (count - 1) / 2) * 1.5 / count
        handle = turned([(-0.35, 0.05), (0.3, 0.06), (0.95, 0.08)])
        head = ellipse(x, -0.65, 0.21 + 0.03 * (i % 2), 0.33)
        parts.append(
            Part(
                [(a + x, b) for a, b in handle],
                look.main if i % 2 else WOOD,
                "round",
                look.pattern if i % 2 else "plain",
                look.accent,
            )
        )
        parts.append(Part(head, WOOD if i % 2 == 0 else look.main, "round"))
        parts.append(Part(ellipse(x, -0.63, 0.12, 0.22), mix(WOOD, DARK, 0.25), "inside"))
    return parts


def pan(look: Look) -> list[Part]:
    """A pan seen from above."""
    r = look.pick(0.62, 0.56, 0.66)
    grip = box(r - 0.38, -0.09, 1.25, 0.09, 0.08)
    ring = Part(ellipse(-0.35, 0, r * 0.86, r * 0.86), DARK, "soft", look.pattern, mix(DARK, (255, 255, 255), 0.2))
    return [
        Part(grip, WOOD, "soft"),
        look.trim(box(r - 0.42, -0.07, r - 0.1, 0.07)),
        Part(ellipse(-0.35, 0, r, r), look.main, "soft"),
        ring,
    ]


def brush(look: Look) -> list[Part]:
    """A dish brush."""
    grip = turned([(-0.98, 0.08), (-0.6, 0.12), (0.0, 0.06), (0.4, 0.1)])
    w = look.pick(0.36, 0.5, 0.3)
    bristles = Part(
        [(-w, 0.55), (w, 0.55), (w + 0.1, 0.98), (-w - 0.1, 0.98)],
        (236, 226, 200),
        "soft",
        "ribs",
        (196, 184, 152),
    )
    return [look.body(grip), bristles, look.trim(box(-w, 0.36, w, 0.58, 0.06), "round")]


TABLEWARE = {
    shape.__name__: shape for shape in (mug, bowl, carafe, plate, teapot, jar, tray, board, spoons, pan, brush)
}
