"""What all names of a feed tell, as numbers: equal where two names tell the same, without keeping the names.

Folded names in, four arrays with one number a name out. Words that mean the same wherever they stand are looked up once
for the feed; only names with a number, a unit or a count of pieces are read one by one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from tasks.measure.duplicates.words import PARTS, NameReader

Hashes = npt.NDArray[np.uint64]
Positions = npt.NDArray[np.int64]

_CONTEXT = len(PARTS)
_DROPPED = len(PARTS) + 1


class NameKeys(NamedTuple):
    """`name` of all a name tells, `strict` of its numbers and telling words, a bit for each word, how many words."""

    name: Hashes
    strict: Hashes
    bits: Hashes
    words: Hashes


def name_keys(names: pa.Array, reader: NameReader) -> NameKeys:
    """The keys of folded names, in their order."""
    tokens = pc.split_pattern(names, " ")
    encoded = pc.dictionary_encode(tokens.values)
    known = [reader.plain_part(token) for token in encoded.dictionary.to_pylist()]
    part = np.array([_code(one) for one in known], dtype=np.int64)
    hashes = hash_texts([one[1] if one else "" for one in known])
    codes = np.asarray(encoded.indices.to_numpy(), dtype=np.int64)
    row = np.repeat(np.arange(len(names), dtype=np.int64), np.diff(np.asarray(tokens.offsets.to_numpy())))
    in_context = np.zeros(len(names), dtype=bool)
    in_context[row[part[codes] == _CONTEXT]] = True
    is_plain = (part[codes] < _CONTEXT) & ~in_context[row]
    read = _read(names, np.flatnonzero(in_context), reader)
    rows = np.concatenate([row[is_plain], read[0]])
    parts = np.concatenate([part[codes[is_plain]], read[1]])
    values = np.concatenate([hashes[codes[is_plain]], read[2]])
    return _keys(len(names), rows, parts, values)


def hash_texts(texts: list[str]) -> Hashes:
    """A hash of each text, the same on every machine and day."""
    return pd.util.hash_array(np.array(texts, dtype=object)) if texts else np.empty(0, dtype=np.uint64)


def mixed(left: Hashes, right: Hashes) -> Hashes:
    """One hash of two, in their order; arithmetic wraps."""
    made: Hashes = (left * np.uint64(0x9E3779B97F4A7C15)) ^ (right + np.uint64(0x7F4A7C15F39CC060))
    made ^= made >> np.uint64(29)
    made *= np.uint64(0xBF58476D1CE4E5B9)
    made ^= made >> np.uint64(32)
    return made


def _code(known: tuple[str, str] | None) -> int:
    if known is None:
        return _CONTEXT
    return PARTS.index(known[0]) if known[0] else _DROPPED


def _read(names: pa.Array, positions: Positions, reader: NameReader) -> tuple[Positions, Positions, Hashes]:
    """Row, part and hash of all that names say that must be read one by one."""
    rows, parts, texts = list[int](), list[int](), list[str]()
    for position, name in zip(positions.tolist(), names.take(pa.array(positions)).to_pylist(), strict=True):
        for code, said in enumerate(reader.read(name).parts):
            rows += [position] * len(said)
            parts += [code] * len(said)
            texts += said
    return np.array(rows, dtype=np.int64), np.array(parts, dtype=np.int64), hash_texts(texts)


def _keys(count: int, rows: Positions, parts: Positions, values: Hashes) -> NameKeys:
    order = np.lexsort((values, parts, rows))
    rows, parts, values = rows[order], parts[order], values[order]
    # What a name says twice counts once.
    is_first = np.ones(len(rows), dtype=bool)
    is_first[1:] = (rows[1:] != rows[:-1]) | (parts[1:] != parts[:-1]) | (values[1:] != values[:-1])
    rows, parts, values = rows[is_first], parts[is_first], values[is_first]
    sums = np.zeros((len(PARTS), count), dtype=np.uint64)
    np.add.at(sums, (parts, rows), mixed(values, values))
    of_part = dict(zip(PARTS, sums, strict=True))
    strict = mixed(of_part["numbers"], of_part["telling"])
    is_word = parts == PARTS.index("words")
    bits = np.zeros(count, dtype=np.uint64)
    np.bitwise_or.at(bits, rows[is_word], np.uint64(1) << (values[is_word] & np.uint64(63)))
    words = np.bincount(rows[is_word], minlength=count).astype(np.uint64)
    return NameKeys(mixed(mixed(of_part["words"], of_part["colors"]), strict), strict, bits, words)
