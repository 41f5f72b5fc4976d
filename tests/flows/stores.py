"""Small suppliers to run through the whole night, and the store they are sent to."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from tasks.storage.bucket import Address, Bucket, open_bucket

if TYPE_CHECKING:
    from flows.night import RunOutcome

DAY = dt.date(2026, 11, 23)
HEADER = (
    "SKU",
    "Parent SKU",
    "Name",
    "Description",
    "Tags",
    "Price",
    "Quantity",
    "Color",
    "Size",
    "Main Image",
    "GTIN",
)


@dataclass(frozen=True)
class Platform:
    """The running services; `home` is the state folder that commands may share."""

    home: Path
    endpoint: str
    environment: Mapping[str, str]


@dataclass
class Store:
    """A bucket of its own with a configuration folder; puts feeds in and does runs."""

    address: Address
    config: Path
    suppliers: dict[str, str] = field(default_factory=dict)

    @property
    def bucket(self) -> Bucket:
        return open_bucket(self.address)

    def declare(self, supplier: str, text: str = "") -> None:
        """Write a supplier's file; without text its columns are mapped automatically."""
        folder = self.config / "suppliers"
        folder.mkdir(exist_ok=True)
        (folder / f"{supplier}.yml").write_text(f"supplier: {supplier}\n{text}")

    def send(self, supplier: str, rows: Sequence[Mapping[str, str]], *, name: str = "feed.csv") -> None:
        """Put a feed of product rows and the pictures they name into a supplier's inbox."""
        self.declare(supplier) if not (self.config / "suppliers" / f"{supplier}.yml").exists() else None
        text = io.StringIO()
        writer = csv.DictWriter(text, HEADER, restval="")
        writer.writeheader()
        writer.writerows(rows)
        self.bucket.put(f"inbox/{supplier}/{name}", text.getvalue().encode())
        for row in rows:
            if row.get("Main Image"):
                self.bucket.put(f"inbox/{supplier}/images/{row['Main Image']}", drawn(row["Main Image"]))

    def run(self, *names: str, is_dry: bool = False) -> RunOutcome:
        """Do a run over the named suppliers, or all."""
        from flows.choice import chosen
        from flows.night import RunRequest
        from flows.nightly import run_request
        from tasks.job import configuration

        configuration.cache_clear()
        declared = configuration(str(self.config))
        return run_request(RunRequest(self.address, chosen(declared, names), str(self.config), DAY, is_dry))

    def read(self, outcome: RunOutcome, key: str) -> list[dict[str, str]]:
        """A CSV output of a run as dictionaries."""
        text = self.bucket.get(f"{outcome.folder}/{key}").decode()
        return list(csv.DictReader(io.StringIO(text)))


def product(number: int = 1, **given: str) -> dict[str, str]:
    """A row that passes every rule; each number is another product with another picture."""
    names = (
        "Oak Serving Board",
        "Linen Table Runner",
        "Stoneware Soup Bowl",
        "Wool Floor Rug",
        "Bamboo Laundry Basket",
    )
    name = f"{names[number % len(names)]} Model {number}"
    row = {
        "SKU": f"HOME-{number:03d}",
        "Parent SKU": f"HOME-{number:03d}",
        "Name": name,
        "Description": f"{name} for everyday use at home. Made with care, easy to clean and packed in a plain box.",
        "Tags": "home,kitchen,table",
        "Price": f"{10 + number}.50",
        "Quantity": "25",
        "Main Image": f"picture-{number}.jpg",
    }
    return row | {key.replace("_", " "): value for key, value in given.items()}


def drawn(seed: str) -> bytes:
    """A sharp JPEG of 900 x 900 pixels, another one for each seed."""
    picture = Image.new("RGB", (900, 900), "white")
    draw = ImageDraw.Draw(picture)
    shade = sum(seed.encode()) * 37 % 200
    draw.rectangle((150, 150, 750, 750), fill=(shade, 90, 200 - shade), outline="black", width=6)
    for place in range(170, 740, 30):
        draw.line((170, place, 730, place + shade % 20), fill="black", width=4)
    draw.text((300, 800), seed, fill="black", font_size=40)
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=90)
    return data.getvalue()
