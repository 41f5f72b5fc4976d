"""Every object that can be drawn, by name."""

from collections.abc import Callable
from functools import partial

from drawings import Part
from furnishings import FURNISHINGS
from garments import GARMENTS, Garment
from look import Look
from odds_and_ends import ODDS_AND_ENDS
from tableware import TABLEWARE


def _front(garment: Garment, look: Look) -> list[Part]:
    return garment(look, False)


SHAPES: dict[str, Callable[[Look], list[Part]]] = {
    **TABLEWARE,
    **FURNISHINGS,
    **ODDS_AND_ENDS,
    **{name: partial(_front, garment) for name, garment in GARMENTS.items()},
}
