"""Where the listings lie that are compared: fingerprints kept beside the facts, texts read again for a few."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from tasks.job import Job, configuration
from tasks.measure.duplicates.fingerprints import fingerprints
from tasks.measure.duplicates.listings import LISTING_COLUMNS, listings
from tasks.measure.duplicates.search import Load
from tasks.measure.duplicates.words import NameReader
from tasks.rows import typed
from tasks.storage.workspace import Workspace

_COLUMNS = ["product", "kind", "name", "description", "brand", "color", "size", "pieces", "gtin"]


@functools.lru_cache(maxsize=4)
def name_reader(overlay: str | None) -> NameReader:
    """The reader of names of a configuration, built once a process."""
    known = configuration(overlay)
    return NameReader(known.duplicates, known.colors, known.sizes)


def shard_prints(job: Job, shard: str, rows: pd.DataFrame, pictures: pd.Series) -> pd.DataFrame:
    """The fingerprints of a shard's products, with supplier and shard, by which their texts are found again.

    `rows` are the shard's rows, `pictures` the hash of the main picture by product.
    """
    sold = rows[rows["kind"] == "variation"]
    prints = fingerprints(listings(sold, pictures), name_reader(job.overlay))
    return prints.assign(supplier=job.supplier.supplier, shard=shard)


def listings_of(folders: Mapping[str, Workspace], prints: pd.DataFrame) -> Load:
    """Reads listings at positions of `prints` from the rows of their shards; `folders` are those by supplier."""

    def load(positions: npt.NDArray[np.int64]) -> pd.DataFrame:
        wanted = prints.iloc[positions][["supplier", "shard", "product", "picture"]]
        parts = [typed(pd.DataFrame(), {"supplier": "str", **LISTING_COLUMNS})]
        for (supplier, shard), own in wanted.groupby(["supplier", "shard"]):
            rows = folders[str(supplier)].read_frame(str(shard), _COLUMNS)
            is_wanted = (rows["kind"] == "variation") & rows["product"].isin(set(own["product"]))
            parts.append(listings(rows[is_wanted]).assign(supplier=str(supplier)))
        # Pictures are no part of the rows; the fingerprints have kept them.
        texts = pd.concat(parts, ignore_index=True).drop(columns="picture")
        return wanted.drop(columns="shard").merge(texts, on=["supplier", "product"], how="left", validate="1:1")

    return load
