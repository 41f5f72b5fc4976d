"""What every sample feed needs: rows with the verdict meant for them, GTINs, tables, JPEG files.

Writes text exactly as asked, flaws included; it neither checks nor repairs anything.
"""

import csv
import gzip
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PIL import Image

APPROVED, WARN, HELD, REJECTED = "approved", "warn", "held", "rejected"
EXPECTED_COLUMNS = ("supplier", "source_row", "sku", "expected_verdict", "topic")

Encode = Callable[[], bytes]


@dataclass(frozen=True)
class Row:
    """One record: its cells, what should become of it, and why; `raw` replaces the line written for it."""

    sku: str
    cells: tuple[str, ...]
    verdict: str = APPROVED
    topic: str = ""
    raw: str | None = None


@dataclass
class Sample:
    """Everything one sample supplier sends; pictures are made only when they are written."""

    supplier: str
    file_name: str
    feed: bytes
    rows: list[tuple[int, Row]]
    settings: str
    pictures: dict[str, Encode] = field(default_factory=dict)

    def expected(self) -> list[tuple[str, ...]]:
        """Return this supplier's lines of expected.csv."""
        return [(self.supplier, str(line), row.sku, row.verdict, row.topic) for line, row in self.rows]


def gtin13(prefix: str, number: int) -> str:
    """Return a GTIN-13 with its check digit (GS1: weights 1 and 3 from the left over twelve digits)."""
    digits = prefix + str(number).zfill(12 - len(prefix))
    total = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits))
    return digits + str(-total % 10)


def money(cents: int) -> str:
    """Return cents as 12.34."""
    return f"{cents // 100}.{cents % 100:02d}"


def write_table(
    header: Sequence[str], rows: Sequence[Row | None], delimiter: str = ",", line_end: str = "\n"
) -> tuple[str, list[tuple[int, Row]]]:
    """Return the text of a feed and each row with the line it starts on; None gives a blank line."""
    text = _line(header, delimiter, line_end)
    placed: list[tuple[int, Row]] = []
    line = 2
    for row in rows:
        if row is None:
            text += line_end
            line += 1
            continue
        written = _line(row.cells, delimiter, line_end) if row.raw is None else row.raw + line_end
        placed.append((line, row))
        text += written
        line += written.count("\n")
    return text, placed


def _line(cells: Sequence[str], delimiter: str, line_end: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerow(cells)
    return out.getvalue()


def compress(text: bytes) -> bytes:
    """Return gzip bytes that carry no time and no name."""
    return gzip.compress(text, compresslevel=9, mtime=0)


def jpeg(picture: Image.Image, quality: int = 64) -> bytes:
    """Return the picture as a JPEG of 72 dpi."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True, dpi=(72, 72))
    return out.getvalue()
