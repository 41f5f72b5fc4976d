"""The names of an archive's members: cleaned, and those known for what never is a feed."""

from __future__ import annotations

import re
import zipfile

_UTF8_NAMES = 0x800
# What programs for packing put beside the files.
_LEFT_OUT = re.compile(r"(^|/)(__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$|ehthumbs\.db$)", re.IGNORECASE)
_NOTES = re.compile(
    r"(^|/)(read[ _-]?me|liesmich|lies[ _-]mich|lisez[ _-]?moi|l[eé]ame|leggimi|licen[cs]e|lizenz|copying|changelog|"
    r"agb|terms|impressum|hinweise?|anleitung)([ ._-][^/]*)?$"
    r"|\.(md|html?|url|webloc|log|md5|sha1|sha256|sfv|css|js|xsd|dtd|xslt?|ini|nfo)$",
    re.IGNORECASE,
)
# A table with such a name is a table.
_TABLES = re.compile(r"\.(csv|tsv|tab|xlsx|xlsm|xlsb|xls|ods|json|jsonl|ndjson|xml|parquet)(\.gz)?$", re.IGNORECASE)


def unified(info: zipfile.ZipInfo) -> str:
    """A member's name with slashes and without what leads out of a folder or is no character to show."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAMES:
        # Some programs write UTF-8 and do not say so; by chance other bytes are hardly ever valid UTF-8.
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.orig_filename
    name = re.sub(r"[\x00-\x1f\x7f]", "_", name.split("\x00", 1)[0]).replace("\\", "/")
    parts = [part for part in re.sub(r"^[A-Za-z]:", "", name).split("/") if part not in ("", ".", "..")]
    return "/".join(parts).removeprefix("images/") or "unnamed"


def is_left_out(name: str) -> bool:
    """Whether a member is something that programs add and nobody sent."""
    return _LEFT_OUT.search(name) is not None


def is_note(name: str) -> bool:
    """Whether a member's name says that it is for people to read, or describes other files."""
    return _NOTES.search(name) is not None and _TABLES.search(name) is None


def shown(name: str) -> str:
    """A name for a message."""
    return repr(name if len(name) <= 100 else f"{name[:97]}...")
