"""Write the sample suppliers of the demo: settings, feeds, pictures, and the verdict meant for every row.

`python deployments/demo/generate.py [--out DIR]` writes beside itself unless told otherwise. The same
code writes the same feeds byte for byte, and the same pictures as long as Pillow is the same.
"""

import argparse
import csv
import shutil
from collections.abc import Sequence
from pathlib import Path

from aurora_home import aurora_home
from bazaar_mix import bazaar_mix
from feeds import EXPECTED_COLUMNS, Sample
from night_deals import night_deals
from trail_wear import trail_wear

STORE = """\
# The store of the samples. The picture address is an example; nothing is served there.
currency: USD
default_shipping_price: 3.00
warehouse_id: 5f3c9a1be74d20862b90c1d7
origin_country: CN
merchant_country: CN
destinations: [US, GB, AU]
default_category: null
pictures_base: https://pictures.example.com/wish/
"""


def samples() -> list[Sample]:
    """Return all sample suppliers, in the order of their ids."""
    return [aurora_home(), bazaar_mix(), night_deals(), trail_wear()]


def write(out: Path, suppliers: Sequence[Sample]) -> None:
    """Write everything under `out`, replacing the suppliers/ and inbox/ folders there."""
    for folder in ("suppliers", "inbox"):
        shutil.rmtree(out / folder, ignore_errors=True)
    (out / "suppliers").mkdir(parents=True)
    (out / "store.yml").write_text(STORE, encoding="utf-8", newline="\n")
    for sample in suppliers:
        settings = out / "suppliers" / f"{sample.supplier}.yml"
        settings.write_text(sample.settings, encoding="utf-8", newline="\n")
        images = out / "inbox" / sample.supplier / "images"
        images.mkdir(parents=True)
        (images.parent / sample.file_name).write_bytes(sample.feed)
        for name, encode in sample.pictures.items():
            (images / name).write_bytes(encode())
    with (out / "expected.csv").open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream, lineterminator="\n")
        lines.writerow(EXPECTED_COLUMNS)
        for sample in suppliers:
            lines.writerows(sample.expected())


def main() -> None:
    """Read the command line and write the samples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="folder to write into")
    write(parser.parse_args().out, samples())


if __name__ == "__main__":
    main()
