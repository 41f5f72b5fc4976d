"""The names of encodings: which ones a feed may have, how they are spelt, and which one holds another.

Comes in a name as people and programs write it, goes out Python's codec in the usual spelling. Codecs that are no
encoding of text (`base64`, `rot13`, `idna`) are refused like unknown ones.
"""

from __future__ import annotations

import codecs
import re

# They make no plain text of bytes, or lone surrogates of good ones (UTF-7).
_NO_TEXT = {"idna", "punycode", "unicode_escape", "unicode-escape", "raw_unicode_escape", "raw-unicode-escape"}
_NO_TEXT |= {"undefined", "utf-7", "mbcs", "oem"}
_WRITTEN = re.compile(r"^(?:cp|windows|win)[-_ ]?(\d+)$")
# What programs write that say the first and mean the second, by the Encoding Standard of the web.
_MEANT = {
    "iso-8859-1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "ascii": "windows-1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
_LATIN = {f"windows-{number}" for number in (1250, 1252, 1254, 1257)} | {"cp437", "cp850", "cp852", "cp857", "cp865"}
_LATIN |= {f"iso-8859-{number}" for number in (1, 2, 4, 9, 13, 15, 16)} | {"mac-roman", "mac-latin2"}
# The next to try where the one before does not fit every byte.
_WIDER = {"shift_jis": ("cp932", "shift_jis_2004"), "big5": ("cp950", "big5hkscs"), "euc_jp": ("euc_jis_2004",)}


def codec_name(name: str) -> str | None:
    """The usual spelling of an encoding that Python knows (`cp1251` is `windows-1251`); None for all others."""
    try:
        found = codecs.lookup(_WRITTEN.sub(r"cp\1", name.strip().lower()).removeprefix("x-"))
        b"text".decode(found.name, "ignore")
    except (LookupError, UnicodeError, ValueError):
        return None
    if found.name in _NO_TEXT:
        return None
    spelt = re.sub(r"^cp(125\d)$", r"windows-\1", found.name)
    return re.sub(r"^iso8859-", "iso-8859-", spelt)


def meant(name: str) -> str:
    """The encoding that holds this one and that is nearly always meant by it: windows-1252 for iso-8859-1."""
    return _MEANT.get(name, name)


def with_wider(name: str) -> tuple[str, ...]:
    """The encoding, then those that hold more characters at places it leaves free."""
    return (name, *_WIDER.get(name, ()))


def is_latin(name: str) -> bool:
    """Whether it is an encoding of Latin letters with one byte each: in it UTF-8 reads like `Ã©`, as no text does."""
    return name in _LATIN


def is_wide(name: str) -> bool:
    """Whether every character takes two or four bytes, so that good text holds zero bytes."""
    return name.startswith(("utf-16", "utf-32"))
