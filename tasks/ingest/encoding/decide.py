"""Which encoding a feed is in, and the feed as UTF-8.

Comes in a file of unknown bytes and what the supplier file states, goes out the encoding with how it was found and how
sure that is. A mark at the start wins, then strict UTF-8, then what is declared or stated, and only then detection.
Binary files and an encoding that stays undecided are refused; no character is ever replaced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tasks.errors import FeedRefused
from tasks.ingest.encoding.decode import Utf8, clean_utf8, decode_file, unknown
from tasks.ingest.encoding.detection import ENOUGH, candidates, confidence, contradicted, is_decided
from tasks.ingest.encoding.fit import fits, is_damaged_utf8, is_mixed, narrowest, undecodable
from tasks.ingest.encoding.kind import refuse_binary, refuse_empty
from tasks.ingest.encoding.names import codec_name, is_latin, is_wide, meant
from tasks.ingest.encoding.sample import lines_with
from tasks.ingest.encoding.signs import by_declaration, by_escapes, by_mark, by_zero_bytes

LOOK_AT_BYTES = 1 << 16
_SEVEN_BITS = re.compile(rb"\x1b[$(]|~\{")
_SAVE = "save it as UTF-8, or state its encoding in the supplier file (format.encoding)"

How = Literal["mark", "utf-8", "stated", "declared", "detected"]


@dataclass(frozen=True)
class Encoding:
    """An encoding by Python's name for it, how sure it is from 0 to 1, how it was found, and what to say of it.

    `is_clean_utf8` where the whole file was seen to be UTF-8 without a mark, so that nothing is left to decode.
    """

    name: str
    confidence: float
    how: How
    note: str | None = None
    is_clean_utf8: bool = False


def decide_encoding(path: Path, *, source: str, stated: str | None, declared: str | None = None) -> Encoding:
    """The encoding of a file; a declaration in its first bytes is found if `declared` is not given.

    Some bytes may be no text in it. Raises FeedRefused for an empty file, binary data, a stated encoding that does not
    exist or does not fit, and where two encodings remain that read different texts.
    """
    codec = codec_name(stated) if stated else None
    if stated and codec is None:
        raise unknown(stated, source)
    with path.open("rb") as file:
        start = file.read(LOOK_AT_BYTES)
    mark = by_mark(start)
    wide = mark or by_zero_bytes(start)
    refuse_empty(path, start, source)
    if not wide or not is_wide(wide):
        refuse_binary(start, source, is_stated_wide=codec is not None and is_wide(codec))
    if mark:
        return _checked(path, Encoding(mark, 1.0, "mark"), source)
    if wide:
        return Encoding(wide, 0.99, "detected", _found(wide, 0.99))
    clean = clean_utf8(path)
    if clean:
        return _seven_bits(path, codec, clean, source)
    return _not_utf8(path, codec, declared or by_declaration(start), source)


def decode(path: Path, target: Path, encoding: Encoding, *, source: str) -> Path:
    """The file as UTF-8 without a mark: itself if it is that already, otherwise written to `target`.

    Bytes that are no text become private characters (`undecodable`), line endings stay.
    """
    return decode_file(path, target, encoding.name, source=source)


def _seven_bits(path: Path, codec: str | None, clean: Utf8, source: str) -> Encoding:
    """UTF-8, unless it is plain ASCII that switches to other characters by sequences of its own."""
    if codec and (codec.startswith("iso2022") or codec == "hz"):
        return Encoding(codec, 1.0, "stated")
    lines = lines_with(path, _SEVEN_BITS) if clean.is_ascii and clean.has_switches else b""
    names = by_escapes(lines)
    if "iso-2022-cn" in names:
        raise FeedRefused("is ISO-2022-CN text, which is not read", source=source, fix="save it as UTF-8")
    for name in names:
        if undecodable(lines, name) == 0 and not lines.decode(name).isascii():
            return Encoding(name, 0.99, "detected", _found(name, 0.99))
    note = None
    if codec not in (None, "utf-8", "utf-8-sig") and not clean.is_ascii:
        note = f"format.encoding states {codec}, but the text is UTF-8"
    return Encoding("utf-8", 1.0, "utf-8", note, is_clean_utf8=True)


def _not_utf8(path: Path, codec: str | None, declared: str | None, source: str) -> Encoding:
    sample = lines_with(path)
    told = {codec_name(declared) if declared else None, codec} - {None, "utf-8", "utf-8-sig"}
    if is_damaged_utf8(sample, is_told=bool(told)):
        return Encoding("utf-8", 0.99, "utf-8", "some bytes are not UTF-8")
    note = None
    if declared:
        found = codec_name(declared)
        name = meant(found) if found else None
        if name and _is_believed(sample, name):
            return Encoding(narrowest(path, name), 0.99, "declared")
        note = f"the declared encoding {declared} does not fit the text and was not used"
    if codec:
        likelier = contradicted(sample, codec)
        if likelier:
            note = f"format.encoding states {codec}, but the text looks like {likelier}"
        return _checked(path, Encoding(codec, 1.0, "stated", note), source)
    return _detected(path, sample, note, source)


def _is_believed(sample: bytes, name: str) -> bool:
    """Whether a declaration may be right; templates declare what their text is not."""
    can_be = name not in ("utf-8", "utf-8-sig") and not is_wide(name)
    return can_be and fits(sample, name) and not contradicted(sample, name)


def _detected(path: Path, sample: bytes, note: str | None, source: str) -> Encoding:
    ranked = candidates(sample)
    if not ranked:
        raise FeedRefused("is no text in any encoding that is known", source=source, fix=_SAVE)
    if not is_decided(ranked):
        named = " or ".join(one.name for one in ranked[:3] if one.cost < ranked[0].cost + 2 * ENOUGH)
        raise FeedRefused(f"the encoding could be {named}, and they read different texts", source=source, fix=_SAVE)
    name = narrowest(path, ranked[0].name)
    if is_latin(name) and is_mixed(sample):
        raise FeedRefused(f"holds both UTF-8 and {name} text", source=source, fix="save all of it as UTF-8")
    sure = min(round(confidence(ranked), 2), 0.99)
    return Encoding(name, sure, "detected", "; ".join(filter(None, (note, _found(name, sure)))))


def _found(name: str, sure: float) -> str:
    advice = "state format.encoding in the supplier file to be sure"
    return f"the encoding was found to be {name} (confidence {sure:.2f}): {advice}"


def _checked(path: Path, encoding: Encoding, source: str) -> Encoding:
    """The encoding if it fits; raises FeedRefused otherwise."""
    if is_wide(encoding.name):
        with path.open("rb") as file:
            sample = file.read(LOOK_AT_BYTES)
    else:
        sample = lines_with(path)
    if not fits(sample, encoding.name):
        raise FeedRefused(f"is not {encoding.name} text", source=source, fix=_SAVE)
    return encoding
