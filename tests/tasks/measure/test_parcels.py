from __future__ import annotations

from typing import Any

import pytest
from pandas.testing import assert_frame_equal

from tasks.measure.parcels import package_problems
from tests.builders import row, rows, texts


@pytest.mark.parametrize(
    ("sides", "problem"),
    [
        ((None, None, None), None),
        ((10.0, 20.0, 30.0), None),
        ((200.0, 20.0, 30.0), None),
        ((200.5, 20.0, 30.0), "length 200.5 cm"),
        ((10.0, 2500.0, 30.0), "width 2500 cm"),
        ((10.0, 20.0, 0.0), "height 0 cm"),
        ((10.0, None, 30.0), "no width"),
        ((None, None, 30.0), "no length"),
        ((None, 20.0, 300.0), "height 300 cm"),
    ],
)
def test_a_package_has_all_sides_or_none(sides: tuple[float | None, ...], problem: str | None) -> None:
    frame = rows(_sent(*sides), row(2))
    before = frame.copy(deep=True)
    assert texts(package_problems(frame)) == [problem, None]
    assert_frame_equal(frame, before)


def _sent(length: float | None, width: float | None, height: float | None) -> dict[str, Any]:
    return row(length_cm=length, width_cm=width, height_cm=height)
