"""Fingerprints of listings: the keys under which listings that may be alike meet, without their texts.

Listings in, one short line a product out, so that all products of all suppliers can be held at once. Made of the words
and pairs of words of name and description by MinHash: two listings share a band with a chance that grows steeply with
what they have in common. The seed is fixed, so a listing always has the same fingerprint.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from rensa import RMinHash

from tasks.measure.duplicates.name_keys import Hashes, hash_texts, mixed, name_keys
from tasks.measure.duplicates.words import NameReader, fold_texts

BANDS = 10
# 10 bands of 3: listings with 75 % in common meet with 99.6 %, those with 30 % with 24 %.
_ROWS_OF_A_BAND = 3
_SEED = 2007
KEY_COLUMNS = ("name_key", "options_key", "text_key")
BAND_COLUMNS = tuple(f"band_{band}" for band in range(BANDS))


def fingerprints(listings: pd.DataFrame, reader: NameReader) -> pd.DataFrame:
    """product, gtins, picture, and KEY_COLUMNS, name_bits, name_words and BAND_COLUMNS (Int64) of those with a name.

    `name_key` is equal for names that tell the same, `text_key` for equal descriptions, `options_key` for equal brand,
    colours, sizes and pieces. `name_bits` has one of 64 bits for each of the `name_words` words of the name. Bands hold
    the numbers and telling words of the name: where they differ nothing meets.
    """
    prints = listings[["product", "gtins", "picture"]].copy()
    names, texts = fold_texts(listings["name"]), fold_texts(listings["description"])
    of_names = name_keys(names, reader)
    options = listings[["brand", "colors", "sizes", "pieces"]].fillna("")
    columns: dict[str, Hashes] = {
        "name_key": of_names.name,
        "text_key": pd.util.hash_array(texts.to_numpy(zero_copy_only=False)) if len(texts) else of_names.name,
        "options_key": np.asarray(pd.util.hash_pandas_object(options, index=False), dtype=np.uint64),
        "name_bits": of_names.bits,
        "name_words": of_names.words,
    }
    bands = _bands(pc.utf8_trim_whitespace(pc.binary_join_element_wise(names, texts, pa.scalar(" ", names.type))))
    columns |= {name: mixed(bands[:, band], of_names.strict) for band, name in enumerate(BAND_COLUMNS)}
    has_name = np.asarray(pc.greater(pc.binary_length(names), 0).to_numpy(zero_copy_only=False), dtype=bool)
    for name, values in columns.items():
        prints[name] = pd.Series(values.view(np.int64), dtype="Int64").where(has_name)
    return prints


def _bands(texts: pa.Array) -> Hashes:
    """The hash of each band of each text, texts by bands."""
    words = pc.split_pattern(texts, " ")
    offsets = np.asarray(words.offsets.to_numpy(), dtype=np.uint64)
    tokens = pc.dictionary_encode(words.values)
    hashes = hash_texts(tokens.dictionary.to_pylist())[tokens.indices.to_numpy()]
    # Each word, and each word with the one that follows it in the same text.
    following = np.zeros_like(hashes)
    following[:-1] = hashes[1:]
    last = offsets[1:][offsets[1:] > offsets[:-1]] - np.uint64(1)
    following[last.astype(np.int64)] = 0
    flat = np.empty(2 * len(hashes), dtype=np.uint64)
    flat[0::2] = hashes
    flat[1::2] = mixed(hashes, following)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets * np.uint64(2), BANDS * _ROWS_OF_A_BAND, _SEED)
    digests = np.array(matrix.to_rows(), dtype=np.uint64).reshape(len(texts), BANDS, _ROWS_OF_A_BAND)
    bands: Hashes = np.broadcast_to(np.arange(BANDS, dtype=np.uint64), digests.shape[:2])
    for row in range(_ROWS_OF_A_BAND):
        bands = mixed(bands, digests[:, :, row])
    return bands
