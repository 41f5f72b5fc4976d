"""What a picture looks like, in numbers: sharpness, contrast, how white its border is.

Arrays of the reduced upright picture come in, plain floats go out. Nothing here says whether a number is good
enough.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Luma = npt.NDArray[np.uint8]  # height x width, 0..255
Colours = npt.NDArray[np.uint8]  # height x width x 3, sRGB

# Sharpness means something only at one size: this many pixels on the longer side, fewer if there are fewer.
WORKING_SIDE_PX = 800

# An edge is where brightness changes by more than this within the window. Pale products on white have no edge
# of the first height, so a lower one is tried; noise would often pass for an edge of the lower ones.
EDGE_HEIGHTS = (40, 20, 10)
EDGES_AT_LEAST = 0.0005  # share of all pixels; fewer say nothing
DIRECTION_AT_LEAST = 0.01  # of the edge pixels of the richest direction

# Share of an edge's gradient that a second blur takes away. 0.30 is a sharp photo blurred with a Gaussian of
# 2 px at the working size, 0.90 the crispest drawn edge. Between them sharpness runs from 0 to 1; its 0.30 is
# a loss of 0.48, between the softest of 121 studio photos (0.55) and the least of three motion blurs (0.45).
LOSS_WHEN_BLURRED = 0.30
LOSS_WHEN_CRISP = 0.90

BORDER_SHARE = 0.05
WHITE_LUMA = 250
WHITE_CHROMA = 8


@dataclass(frozen=True)
class _Direction:
    """One direction across the picture: the window along it, and neighbouring pixels along it."""

    window: npt.NDArray[np.uint8]
    neighbours: Callable[[Luma], tuple[Luma, Luma]]

    def blurred(self, luma: Luma) -> Luma:
        kernel = self.window.astype(np.float32) / float(self.window.sum())
        if 1 in self.window.shape:
            height, width = self.window.shape
            return _bytes(cv2.blur(luma, (width, height), borderType=cv2.BORDER_REPLICATE))
        return _bytes(cv2.filter2D(luma, cv2.CV_8U, kernel, borderType=cv2.BORDER_REPLICATE))

    def gradient(self, luma: Luma) -> Luma:
        one, other = self.neighbours(luma)
        return _bytes(cv2.absdiff(one, other))


def _bytes(array: object) -> npt.NDArray[np.uint8]:
    return np.asarray(array, dtype=np.uint8)


# Diagonals too: motion blur leaves the edges along its own direction sharp, and it may run in any.
_DIRECTIONS = (
    _Direction(np.ones((1, 9), np.uint8), lambda a: (a[:, 1:], a[:, :-1])),
    _Direction(np.ones((9, 1), np.uint8), lambda a: (a[1:], a[:-1])),
    _Direction(np.eye(7, dtype=np.uint8), lambda a: (a[1:, 1:], a[:-1, :-1])),
    _Direction(np.ascontiguousarray(np.eye(7, dtype=np.uint8)[::-1]), lambda a: (a[1:, :-1], a[:-1, 1:])),
)


def measure_sharpness(luma: Luma) -> float:
    """Tell how sharp the strong edges are: 0 blurred, 1 crisp, 0 also where there is no edge at all.

    The re-blur ratio of Crete et al. 2007 ("The blur effect"), restricted to strong edges: a second blur
    takes much of the gradient of a sharp edge and little of a blurred one. The blurriest of four directions
    counts, so that motion blur shows. `luma` is expected at `WORKING_SIDE_PX`.
    """
    if min(luma.shape) < 9:
        return 0.0
    edges_needed = EDGES_AT_LEAST * luma.size
    for height in EDGE_HEIGHTS:
        losses = [_gradient_loss(luma, direction, height) for direction in _DIRECTIONS]
        richest = max(edges for _, edges in losses)
        if richest >= edges_needed:
            enough = max(edges_needed, DIRECTION_AT_LEAST * richest)
            loss = min(loss for loss, edges in losses if edges >= enough)
            share = (loss - LOSS_WHEN_BLURRED) / (LOSS_WHEN_CRISP - LOSS_WHEN_BLURRED)
            return round(min(1.0, max(0.0, share)), 4)
    return 0.0


def _gradient_loss(luma: Luma, direction: _Direction, edge_height: int) -> tuple[float, int]:
    """Share of the gradient on strong edges that a second blur takes away, and the pixels of those edges."""
    span = cv2.subtract(cv2.dilate(luma, direction.window), cv2.erode(luma, direction.window))
    _, on_edge = cv2.threshold(direction.neighbours(_bytes(span))[0], edge_height, 255, cv2.THRESH_BINARY)
    gradient = cv2.bitwise_and(direction.gradient(luma), on_edge)
    kept = cv2.min(gradient, direction.gradient(direction.blurred(luma)))
    before = cv2.sumElems(gradient)[0]
    loss = 1.0 - cv2.sumElems(kept)[0] / before if before else 0.0
    return loss, cv2.countNonZero(on_edge)


def measure_contrast(luma: Luma) -> float:
    """Standard deviation of brightness: 0 for one plain tone, 127.5 for half black and half white."""
    _, deviation = cv2.meanStdDev(luma)
    return round(float(deviation[0, 0]), 2)


def measure_background_white_pct(colours: Colours, luma: Luma) -> float:
    """Percentage of white among the pixels of the border, a band of 5 % of each side."""
    height, width = luma.shape
    rows, columns = max(1, round(height * BORDER_SHARE)), max(1, round(width * BORDER_SHARE))
    bands = (np.s_[:rows], np.s_[-rows:], np.s_[rows:-rows, :columns], np.s_[rows:-rows, -columns:])
    white = total = 0
    for band in bands:
        red, green, blue = (colours[band][..., channel] for channel in range(3))
        chroma = np.maximum(np.maximum(red, green), blue) - np.minimum(np.minimum(red, green), blue)
        white += int(np.count_nonzero((luma[band] >= WHITE_LUMA) & (chroma <= WHITE_CHROMA)))
        total += chroma.size
    return round(100.0 * white / total, 2)
