"""Columns of any Arrow type as text: numbers written out plainly, times as ISO writes them, missing values missing.

Not-a-number is a missing value: so it is stored where a column of numbers has none. Structures are taken apart into
columns named by their path. It refuses bytes that are no text.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyarrow as pa

# Below it floats that are whole are exact, and written as whole numbers.
_PLAIN_BELOW = 1e16


class NotText(Exception):
    """A column that cannot be written as text, with what it holds."""


def flattened(table: pa.Table) -> list[tuple[str, pa.ChunkedArray]]:
    """The columns with structures taken apart, dictionaries decoded, each under its path with dots."""
    columns: list[tuple[str, pa.ChunkedArray]] = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        plain = _decoded(column)
        if pa.types.is_struct(plain.type) and plain.type.num_fields:
            inner = pa.Table.from_arrays(plain.flatten(), names=[field.name for field in plain.type])
            columns += [(f"{name}.{path}", one) for path, one in flattened(inner)]
        else:
            columns.append((name, plain))
    return columns


def _decoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if isinstance(column.type, pa.BaseExtensionType):
        column = pa.chunked_array([chunk.storage for chunk in column.chunks], column.type.storage_type)
    if pa.types.is_dictionary(column.type):
        return column.cast(column.type.value_type)
    return column


def is_number(kind: pa.DataType) -> bool:
    """Whether a column's cells are numbers."""
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def text_of(column: pa.ChunkedArray) -> pa.Array:
    """A column that is no structure as an array of strings; raises NotText."""
    kind = column.type
    if pa.types.is_null(kind):
        return pa.nulls(len(column), pa.string())
    if is_string(kind):
        return _one(_valid(column.cast(pa.string())))
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return _one(column.cast(pa.string()))
    if _is_binary(kind):
        return _one(_utf8(column))
    return pa.array([_written(value) for value in _values(column)], pa.string())


def is_string(kind: pa.DataType) -> bool:
    """Whether a column holds text as it is."""
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _is_binary(kind: pa.DataType) -> bool:
    tests: tuple[Callable[[pa.DataType], bool], ...] = (
        pa.types.is_binary,
        pa.types.is_large_binary,
        pa.types.is_binary_view,
        pa.types.is_fixed_size_binary,
    )
    return any(test(kind) for test in tests)


def _one(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], pa.string())


def _utf8(column: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        return column.cast(pa.binary()).cast(pa.string())
    except pa.ArrowInvalid as error:
        raise NotText("bytes that are no text") from error


def _valid(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The texts themselves: a file may call bytes text that are none."""
    try:
        column.validate(full=True)
    except pa.ArrowInvalid as error:
        raise NotText("bytes that are no text") from error
    return column


def _values(column: pa.ChunkedArray) -> list[Any]:
    kind = column.type
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        # Python's times have no nanoseconds; what is finer than a microsecond is no time of a feed.
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    if pa.types.is_float16(kind):
        column = column.cast(pa.float32())
    if pa.types.is_float32(column.type):
        # Widened, 0.1 would be 0.10000000149011612: the shortest digits are those of its own width.
        digits = _one(column.cast(pa.string())).to_pylist()
        return [None if one is None else float(one) for one in digits]
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError as error:
        raise NotText("bytes that are no text") from error
    except (ValueError, OverflowError) as error:
        raise NotText("times that no calendar has") from error


def _written(value: Any) -> str | None:
    if value is None or value != value:
        return None
    if isinstance(value, list):
        return _listed(value)
    if isinstance(value, dict):
        return _json(value)
    return _scalar(value)


def _listed(values: list[Any]) -> str:
    if any(isinstance(value, list | dict | tuple) for value in values):
        return _json(values)
    return "\n".join(_scalar(value) for value in values if value is not None)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_scalar)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _plain(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.datetime):
        return value.isoformat() if value.time() != datetime.time() or value.tzinfo else value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return _bytes(value)
    return str(value)


def _bytes(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotText("bytes that are no text") from error


def _plain(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    if value.is_integer() and abs(value) < _PLAIN_BELOW:
        return str(int(value))
    return f"{Decimal(repr(value)):f}"
