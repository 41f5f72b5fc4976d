"""The clothing and bags of the sample feeds, drawn as parts; each can be seen from its front or its back."""

from collections.abc import Callable

from drawings import RGB, Outline, Part, band, box, ellipse, mix, smooth
from look import DARK, GREY, Look

Garment = Callable[[Look, bool], list[Part]]


def _both(outline: Outline) -> list[Outline]:
    return [outline, [(-x, y) for x, y in outline]]


def _top(look: Look, sleeve: float, length: float, waist: float = 0.5) -> list[Part]:
    """Return sleeves and trunk of anything worn above the waist; sleeve is the y of the cuff."""
    out = 0.62 + (sleeve + 0.6) * 0.24
    arm: Outline = [
        (0.42, -0.78),
        (0.62, -0.62),
        (out + 0.1, sleeve),
        (out - 0.18, sleeve + 0.06),
        (0.46, -0.2),
    ]
    trunk: Outline = [(0.2, -0.88), (0.46, -0.76), (waist, -0.1), (waist, length), (0, length + 0.03)]
    whole = [*trunk, *[(-x, y) for x, y in reversed(trunk)]]
    return [*[look.body(side, "soft") for side in _both(arm)], look.body(whole, "soft")]


def _zip(top: float, bottom: float) -> list[Part]:
    return [
        Part(box(-0.022, top, 0.022, bottom), DARK),
        Part(box(-0.035, top + 0.1, 0.035, top + 0.2, 0.02), GREY),
    ]


def _pockets(look: Look, y: float, size: float = 0.2) -> list[Part]:
    return [look.trim(side) for side in _both(box(0.14, y, 0.14 + size, y + 0.07, 0.03))]


def shirt(look: Look, back: bool) -> list[Part]:
    """A short-sleeved shirt."""
    neck = look.trim(ellipse(0, -0.88, 0.2, 0.05 if back else 0.14))
    return [*_top(look, -0.3, 0.85), neck]


def blouse(look: Look, back: bool) -> list[Part]:
    """A blouse with cap sleeves and a row of buttons."""
    buttons = [] if back else [Part(ellipse(0, -0.6 + 0.2 * i, 0.03, 0.03), DARK) for i in range(7)]
    return [*_top(look, -0.5, 0.8, 0.44), look.trim(ellipse(0, -0.88, 0.2, 0.1)), *buttons]


def jacket(look: Look, back: bool) -> list[Part]:
    """A hooded jacket with a front zip."""
    hood = look.trim(smooth([(-0.3, -0.75), (-0.26, -1.0), (0, -1.08), (0.26, -1.0), (0.3, -0.75), (0, -0.68)]), "soft")
    front = [look.trim(box(-0.5, 0.2, 0.5, 0.24))] if back else [*_zip(-0.78, 0.78), *_pockets(look, 0.3)]
    return [*_top(look, 0.5, 0.78, 0.52), hood, *front]


def fleece(look: Look, back: bool) -> list[Part]:
    """A long-sleeved pullover with a stand-up collar and half zip."""
    collar = look.trim(box(-0.22, -1.0, 0.22, -0.78, 0.05), "soft")
    yoke = Part(box(-0.44, -0.74, 0.44, -0.45), look.accent, "soft")
    return [*_top(look, 0.55, 0.7, 0.48), yoke, collar, *([] if back else _zip(-0.98, -0.4))]


def vest(look: Look, back: bool) -> list[Part]:
    """A quilted vest."""
    half: Outline = [(0.16, -0.9), (0.4, -0.8), (0.36, -0.5), (0.55, -0.25), (0.55, 0.8), (0, 0.84)]
    quilted = Look(look.main, mix(look.main, DARK, 0.35), "bands", look.kind)
    collar = look.trim(box(-0.2, -1.0, 0.2, -0.82, 0.05), "soft")
    body = quilted.body([*half, *[(-x, y) for x, y in reversed(half)]], "soft")
    return [body, collar, *([] if back else [*_zip(-0.9, 0.8), *_pockets(look, 0.35)])]


def _legs(look: Look, hem: float) -> list[Part]:
    leg: Outline = [
        (0.0, -0.9),
        (0.4, -0.9),
        (0.54, -0.3),
        (0.52, hem),
        (0.16, hem),
        (0.05, -0.25),
        (0.0, -0.3),
    ]
    return [look.body(side, "soft") for side in _both(leg)]


def trousers(look: Look, back: bool) -> list[Part]:
    """Long trousers."""
    belt = look.trim(box(-0.4, -0.98, 0.4, -0.86))
    pockets = _pockets(look, -0.6) if back else [look.trim(side) for side in _both(box(0.3, 0.05, 0.5, 0.3, 0.03))]
    return [*_legs(look, 0.98), belt, *pockets]


def shorts(look: Look, back: bool) -> list[Part]:
    """Short trousers."""
    wide = [
        Part([(x * 1.6, y * 1.15) for x, y in p.outline], p.color, p.shade, p.pattern, p.accent)
        for p in _legs(look, 0.42)
    ]
    cords = [] if back else [Part(band([(x, -0.9), (x * 2, -0.6)], 0.03), DARK) for x in (-0.05, 0.05)]
    return [*wide, look.trim(box(-0.65, -1.1, 0.65, -0.95)), *cords]


def beanie(look: Look, back: bool) -> list[Part]:
    """A knitted hat with a turn-up."""
    dome = smooth(
        [
            (-0.75, 0.3),
            (-0.7, -0.3),
            (-0.4, -0.75),
            (0, -0.86),
            (0.4, -0.75),
            (0.7, -0.3),
            (0.75, 0.3),
            (0, 0.36),
        ]
    )
    ribbed = Look(look.main, mix(look.main, DARK, 0.35), "ribs")
    label = [] if back else [Part(box(0.2, 0.36, 0.42, 0.54), look.accent)]
    pompom = Part(ellipse(0, -0.9, 0.2, 0.18), look.accent, "round", "dots", mix(look.accent, DARK, 0.25))
    return [look.body(dome, "round"), pompom, ribbed.body(box(-0.82, 0.2, 0.82, 0.66, 0.08)), *label]


def socks(look: Look, back: bool) -> list[Part]:
    """A pair of socks."""
    sock: Outline = [
        (-0.2, -0.95),
        (0.2, -0.95),
        (0.2, 0.2),
        (0.28, 0.45),
        (0.7, 0.62),
        (0.74, 0.85),
        (0.2, 0.9),
        (-0.2, 0.6),
    ]
    parts: list[Part] = []
    for dx, dy in ((-0.5, -0.05), (0.15, 0.05)):
        moved: Outline = [((-x if back else x) + dx, y + dy) for x, y in sock]
        cuff: Outline = box(dx - 0.2, dy - 0.95, dx + 0.2, dy - 0.7)
        parts += [look.body(moved, "soft"), look.trim(cuff)]
    return parts


def scarf(look: Look, back: bool) -> list[Part]:
    """A scarf in a loop with two hanging ends."""
    left = band([(-0.2, -0.6), (-0.35, 0.1), (-0.3, 0.9)], 0.42)
    right = band([(0.2, -0.6), (0.3, 0.0), (0.36, 0.6)], 0.42)
    loop = band(
        [
            (-0.5, -0.75),
            (-0.3, -0.42),
            (0.3, -0.42),
            (0.5, -0.75),
            (0.2, -0.95),
            (-0.2, -0.95),
            (-0.5, -0.75),
        ],
        0.26,
    )
    ends = [look.body(left, "soft"), look.body(right, "soft")]
    return [*(reversed(ends) if back else ends), look.body(loop, "round")]


def backpack(look: Look, back: bool) -> list[Part]:
    """A backpack with front pocket, or its straps from behind."""
    body = look.body(
        smooth(
            [
                (-0.6, 0.85),
                (-0.64, -0.2),
                (-0.45, -0.8),
                (0, -0.9),
                (0.45, -0.8),
                (0.64, -0.2),
                (0.6, 0.85),
                (0, 0.9),
            ]
        ),
        "round",
    )
    loop = Part(band([(-0.16, -0.85), (-0.1, -1.05), (0.1, -1.05), (0.16, -0.85)], 0.06), DARK)
    if back:
        straps = [Part(band([(x, -0.75), (x * 1.7, -0.1), (x * 1.5, 0.6)], 0.18), DARK) for x in (-0.22, 0.22)]
        return [loop, body, *straps]
    pocket = look.trim(box(-0.46, 0.1, 0.46, 0.76, 0.12), "soft")
    sides = [look.trim(side) for side in _both(box(0.6, 0.15, 0.8, 0.72, 0.08))]
    return [
        loop,
        *sides,
        body,
        pocket,
        Part(box(-0.4, 0.2, 0.4, 0.24), DARK),
        Part(box(-0.46, -0.3, 0.46, -0.26), DARK),
    ]


def tote(look: Look, back: bool) -> list[Part]:
    """A cloth shopping bag."""
    grips = [look.trim(band([(-0.32, -0.3), (-0.26, -0.85), (0.26, -0.85), (0.32, -0.3)], 0.09))]
    return [*grips, look.body([(-0.68, -0.4), (0.68, -0.4), (0.76, 0.95), (-0.76, 0.95)], "soft")]


def cap(look: Look, back: bool) -> list[Part]:
    """A sun hat with a wide brim."""
    brim = look.trim(ellipse(0, 0.35, 1.0, 0.3), "soft")
    crown = look.body(smooth([(-0.58, 0.3), (-0.5, -0.4), (0, -0.62), (0.5, -0.4), (0.58, 0.3), (0, 0.42)]), "round")
    ribbon = Part([(-0.58, 0.12), (0, 0.24), (0.58, 0.12), (0.58, 0.3), (0, 0.42), (-0.58, 0.3)], look.accent, "soft")
    return [brim, crown, ribbon]


GARMENTS: dict[str, Garment] = {
    garment.__name__: garment
    for garment in (
        shirt,
        blouse,
        jacket,
        fleece,
        vest,
        trousers,
        shorts,
        beanie,
        socks,
        scarf,
        backpack,
        tote,
        cap,
    )
}


def fabric(look: Look, seam: RGB = DARK) -> list[Part]:
    """A close view of the cloth with a seam and a row of stitches."""
    cloth = look.body(box(-1.1, -1.1, 1.1, 1.1, 0.1), "soft")
    fold = Part([(-1.1, 0.25), (1.1, -0.15), (1.1, 0.05), (-1.1, 0.45)], mix(look.main, DARK, 0.25), "soft")
    stitches = [Part(box(-1.0 + 0.2 * i, 0.12 - 0.036 * i, -0.88 + 0.2 * i, 0.15 - 0.036 * i), seam) for i in range(11)]
    return [cloth, fold, *stitches]
