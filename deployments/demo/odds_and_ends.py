"""Toys, stationery and craft goods of the sample feeds, drawn as parts."""

from drawings import Outline, Part, Point, band, box, ellipse, mix, smooth
from look import DARK, WOOD, Look


def umbrella(look: Look) -> list[Part]:
    """An open umbrella."""
    reach = look.pick(0.95, 0.85, 1.0)
    dome = [(x, -0.85 + 0.85 * (x / reach) ** 2) for x in [reach * (i / 12 - 1) for i in range(25)]]
    scallops: Outline = []
    for i in range(4):
        right = reach * (1 - i / 2)
        scallops += [(right - reach * k / 12, -0.12 * (1 - abs(k / 3 - 1))) for k in range(7)]
    stick, crook = box(-0.025, -0.95, 0.025, 0.75), [(0.0, 0.72), (0.02, 0.94), (0.16, 0.97), (0.24, 0.8)]
    return [Part(stick, DARK, "round"), Part(band(crook, 0.08), WOOD), look.body([*dome, *scallops], "round")]


def notebook(look: Look) -> list[Part]:
    """A bound notebook with an elastic strap."""
    w = look.pick(0.68, 0.75, 0.6)
    pages = Part(box(-w + 0.04, -0.9, w + 0.06, 0.95, 0.04), (240, 236, 224), "flat", "bands", (214, 208, 194))
    strap = Part(box(w - 0.26, -0.96, w - 0.18, 0.9), DARK)
    label = Part(box(-w * 0.5, -0.5, w * 0.3, -0.2, 0.04), (250, 248, 240))
    return [pages, look.body(box(-w, -0.96, w, 0.9, 0.06), "soft"), strap, label]


def ball(look: Look) -> list[Part]:
    """A play ball with a wide middle band."""
    lens = ellipse(0, 0, 0.94, look.pick(0.4, 0.25, 0.55))
    return [
        look.body(ellipse(0, 0, 0.95, 0.95), "round"),
        Part(lens, look.accent, "round"),
        look.trim(ellipse(0, 0.05, 0.14, 0.14)),
    ]


def blocks(look: Look) -> list[Part]:
    """Toy building blocks in a small tower."""
    tones = (
        look.main,
        look.accent,
        WOOD,
        mix(look.main, look.accent, 0.5),
        mix(look.main, (255, 255, 255), 0.4),
    )
    spots: list[Point] = [(-0.62, 0.4), (0.0, 0.4), (0.62, 0.4), (-0.31, -0.18), (0.31, -0.18), (0.0, -0.76)]
    low = int(look.pick(0, 1, 2))
    return [
        Part(
            box(x - 0.28, y - 0.28, x + 0.28, y + 0.28, 0.05),
            tones[(i + low) % 5],
            "soft",
            look.pattern if i % 2 == low % 2 else "plain",
            (250, 250, 250),
        )
        for i, (x, y) in enumerate(spots)
    ]


def sticks(look: Look) -> list[Part]:
    """A bundle of translucent craft sticks."""
    parts = [
        Part(
            box(x - 0.09, -0.9 + abs(x) * 0.3, x + 0.09, 0.95, 0.07),
            mix(look.main, (255, 255, 255), 0.3 * (i % 2)),
            "round",
        )
        for i, x in enumerate([-0.5 + 0.2 * k for k in range(6)])
    ]
    return [*parts, look.body(box(-0.64, 0.1, 0.64, 0.36, 0.03))]


def squirter(look: Look) -> list[Part]:
    """A bright water toy with a round tank."""
    barrel = look.body(box(-1.0, -0.35, 0.7, 0.0, 0.12), "soft")
    nozzle = Part(box(-1.12, -0.26, -0.95, -0.1, 0.04), (244, 150, 60))
    tank = Part(ellipse(0.1, -0.58, 0.42, 0.3), (120, 200, 235), "round")
    grip: Outline = [(0.3, -0.05), (0.62, -0.05), (0.8, 0.75), (0.42, 0.8)]
    guard = band([(0.32, 0.3), (0.0, 0.3), (-0.05, -0.02)], 0.07)
    return [
        tank,
        look.trim(guard),
        Part(smooth(grip, steps=4), look.accent, "soft"),
        barrel,
        nozzle,
        look.trim(ellipse(0.1, -0.9, 0.12, 0.07)),
    ]


ODDS_AND_ENDS = {shape.__name__: shape for shape in (umbrella, notebook, ball, blocks, sticks, squirter)}
