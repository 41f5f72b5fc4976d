"""A folder of immutable artifacts in the bucket: tables as Parquet, records as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from tasks.errors import CorruptArtifact
from tasks.storage.bucket import Bucket


@dataclass(frozen=True)
class Workspace:
    """Artifacts under a prefix. The same content always gives the same bytes, so writing twice does no harm."""

    bucket: Bucket
    prefix: str

    def key(self, name: str) -> str:
        """The full key of an artifact."""
        return f"{self.prefix}/{name}"

    def has(self, name: str) -> bool:
        """Whether an artifact was written."""
        return self.bucket.exists(self.key(name))

    def write_frame(self, name: str, frame: pd.DataFrame) -> None:
        """Store a frame without its index."""
        self.write_table(name, pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None))

    def write_table(self, name: str, table: pa.Table) -> None:
        """Store a table."""
        sink = BytesIO()
        pq.write_table(table, sink, compression="zstd", write_page_checksum=True)
        self.bucket.put(self.key(name), sink.getvalue())

    def read_frame(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Read a frame with a fresh RangeIndex; missing text stays NA, whole numbers stay whole."""
        data = self.bucket.get(self.key(name))
        try:
            table = pq.read_table(
                BytesIO(data),
                columns=list(columns) if columns is not None else None,
                page_checksum_verification=True,
            )
        except (pa.ArrowException, OSError) as error:
            raise CorruptArtifact(
                f"{self.key(name)} is not a readable Parquet file: delete it and run again"
            ) from error
        return as_pandas(table)

    def write_json(self, name: str, value: Any) -> None:
        """Store a JSON value with sorted keys."""
        data = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        self.bucket.put(self.key(name), data.encode(), content_type="application/json")

    def read_json(self, name: str) -> Any:
        """Read a JSON value."""
        data = self.bucket.get(self.key(name))
        try:
            return json.loads(data)
        except ValueError as error:
            raise CorruptArtifact(f"{self.key(name)} is not readable JSON: delete it and run again") from error


_PANDAS_TYPES: dict[pa.DataType, Any] = {
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.string(): pd.StringDtype(na_value=float("nan")),
    pa.large_string(): pd.StringDtype(na_value=float("nan")),
}


def as_pandas(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as pandas with nullable types, so that whole numbers with gaps stay whole numbers."""
    frame: pd.DataFrame = table.to_pandas(types_mapper=_PANDAS_TYPES.get)
    return frame
