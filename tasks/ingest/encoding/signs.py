"""What the first bytes of a feed say of its encoding: marks, zero bytes in a pattern, an XML declaration.

Nothing here is a guess: where the bytes say nothing, the answer is None.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

# The longer marks first: UTF-32's begins like UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_XML = re.compile(rb"""\s*<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_JAPANESE = ("iso2022_jp", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_ext")
# Characters that text does not hold, of which a few may still stand in a feed: one of this many.
_ODD_ONE_OF = 200


def by_mark(start: bytes) -> str | None:
    """The encoding whose byte order mark a file starts with."""
    return next((name for mark, name in _MARKS if start.startswith(mark)), None)


def by_zero_bytes(start: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: zero bytes stand at one side of the characters only, and the rest is text."""
    for name in ("utf-32-le", "utf-32-be"):
        whole = start[: len(start) // 4 * 4]
        if len(whole) >= 8 and _is_text(whole, name):
            return name
    whole = start[: len(start) // 2 * 2]
    high, low = whole[::2].count(0), whole[1::2].count(0)
    name = "utf-16-le" if low > high else "utf-16-be"
    few, many = sorted((high, low))
    if many >= max(2, len(whole) // 400) and few <= many // 50 and _is_text(whole, name):
        return name
    return None


def by_declaration(start: bytes) -> str | None:
    """What an XML declaration at the very start names, as it is written there."""
    found = _XML.match(start)
    return found[1].decode("ascii") if found else None


def by_escapes(lines: bytes) -> tuple[str, ...]:
    """The encodings that lines of plain ASCII may be in for their escape sequences, the usual one first."""
    if b"\x1b$)C" in lines:
        return ("iso2022_kr",)
    if re.search(rb"\x1b\$(?:[)*][AGHE]|\+)", lines):
        return ("iso-2022-cn",)
    if re.search(rb"\x1b(?:\$[@AB(]|\([JI])", lines):
        return _JAPANESE
    if re.search(rb"~\{(?:[!-w][!-~])+~\}", lines):
        return ("hz",)
    return ()


def _is_text(data: bytes, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return False
    odd = sum(1 for char in text if char not in "\t\r\n\f" and unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs"))
    return odd * _ODD_ONE_OF <= len(text)
