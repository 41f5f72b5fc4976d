from __future__ import annotations

from typing import Any

import pydantic
import pytest

from tasks.manifest import Output, SupplierResult


def result(**said: Any) -> SupplierResult:
    """Ten rows of which six are approved."""
    return SupplierResult(**{"rows_in": 10, "approved": 6, "held": 1, "rejected": 3, "added": 6, **said})


def test_counts_that_add_up_are_a_result() -> None:
    assert result().rows_in == 10
    assert SupplierResult(refused="the file is empty").rows_in == 0


@pytest.mark.parametrize("lost", [{"rows_in": 11}, {"rejected": 2}, {"held": 2}])
def test_a_lost_row_is_no_result(lost: dict[str, int]) -> None:
    with pytest.raises(pydantic.ValidationError, match="rows are lost"):
        result(**lost)


def test_what_is_disabled_is_none_of_the_rows() -> None:
    assert result(disabled=99).disabled == 99


@pytest.mark.parametrize("key", ["/etc/passwd", "../other/file", "approved/../../file"])
def test_no_file_lies_outside_its_folder(key: str) -> None:
    with pytest.raises(pydantic.ValidationError, match="leads out of its folder"):
        Output(key=key, sha256="", bytes=0)
