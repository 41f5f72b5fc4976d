"""Bytes that are no text in a feed's encoding travel as private characters, one a byte, so that nothing is lost.

Byte 0xNN becomes U+10FF00 + NN when a feed is decoded. A record that holds one is a broken record; people see the
byte as `\\xNN`.
"""

from __future__ import annotations

import re

FIRST = 0x10FF00
PROBLEM = "holds bytes that are no text in the feed's encoding"
# How every such character begins in UTF-8: for a quick look at raw bytes, to be confirmed with `holds_marks`.
UTF8_START = b"\xf4\x8f\xbc", b"\xf4\x8f\xbd", b"\xf4\x8f\xbe", b"\xf4\x8f\xbf"

_MARK = re.compile("[\U0010ff00-\U0010ffff]")


def marked(data: bytes) -> str:
    """The characters that stand for these bytes."""
    return "".join(chr(FIRST + byte) for byte in data)


def holds_marks(text: str) -> bool:
    """Whether a text holds bytes that could not be decoded."""
    return _MARK.search(text) is not None


def shown(text: str) -> str:
    """The text with such bytes as `\\xNN` and, only where there are some, backslashes doubled."""
    if not holds_marks(text):
        return text
    return _MARK.sub(lambda mark: f"\\x{ord(mark[0]) - FIRST:02x}", text.replace("\\", "\\\\"))
