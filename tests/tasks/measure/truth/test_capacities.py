from __future__ import annotations

import pytest

from tasks.measure.truth.capacities import Most, impossible_capacities, impossible_capacity
from tasks.measure.truth.composition import fibre_shares, impossible_composition
from tests.builders import shipped_truth
from tests.tasks.measure.truth.listings import listings

MOST = Most(shipped_truth())
FIBRES = fibre_shares(shipped_truth())


@pytest.mark.parametrize(
    ("name", "description", "found"),
    [
        ("Power Bank 900000mAh", "", "900000mAh; power bank: at most 50000 mAh"),
        ("Solar Power Bank 900,000 mAh", "", "900,000 mAh; power bank: at most 50000 mAh"),
        ("Portable charger", "Capacity 99999 mAh", "99999 mAh; power bank: at most 50000 mAh"),
        ("USB Stick 64 TB", "", "64 TB; USB stick or memory card: at most 2048 GB"),
        ("Micro SD Card", "Up to 16 TB of storage", "16 TB; USB stick or memory card: at most 2048 GB"),
        ("External SSD 128TB", "", "128TB; SSD or disk: at most 32000 GB"),
        ("LED Torch 2000000 lumen", "", "2000000 lumen; torch or headlamp: at most 100000 lm"),
        ("Lamp", "Gives 2,000,000 lumens", "2,000,000 lumens; anything: at most 1000000 lm"),
        ("18650 battery 9900mAh", "", "9900mAh; 18650 cell: at most 4000 mAh"),
        ("Party Speaker 20000W", "", "20000W; speaker: at most 10000 W"),
        ("Speaker 50 kW", "", "50 kW; speaker: at most 10000 W"),
        ("Monocular 1000x zoom", "", "1000x zoom; binoculars: at most 100 times"),
        ("Webcam 500 MP", "", "500 MP; camera: at most 250 MP"),
        ("Ring 99k gold", "", "99k gold; anything: at most 24 karat"),
        ("Sun milk SPF 500", "", "SPF 500; sunscreen: at most 100 SPF"),
        ("Cotton sheet 5000 thread count", "", "5000 thread count; bedding: at most 2000 threads"),
        ("Power Bank 20000mAh", "Two ports, 22.5 W", None),
        ("Power Bank 50.000 mAh", "", None),
        ("USB Stick 2 TB", "", None),
        ("USB Stick 64 GB", "", None),
        ("SSD 4 TB", "", None),
        ("NAS case", "Room for 100 TB", None),
        ("Torch 5000 lumens", "", None),
        ("Car Battery 100Ah", "", None),
        ("18650 battery 3500mAh", "", None),
        ("Speaker 500 W", "", None),
        ("Binoculars 10x42", "10x magnification", None),
        ("Hair dryer 2200W", "", None),
        ("Ring 18k gold", "", None),
        ("Sun milk SPF 50", "", None),
        ("Cotton sheet 800 thread count", "", None),
        ("Case for 18650", "holds 2", None),
        # What the goods are for, or take in, is not what they have.
        ("Hiking Backpack 40L with Water Bottle Holder", "", None),
        ("World Cup cooler 45 l", "", None),
        ("EV car charger 7 kW wallbox", "", None),
        ("Power Bank 30000mAh for phone, smartwatch and earbuds", "", None),
        ("Portable power station 88000mAh for your smartphone", "", None),
        ("USB drive with SSD 8TB", "", None),
        ("Card reader supports SD card up to 128TB", "", None),
        ("Solar panel kit 2000W 4 pcs", "", None),
        ("Pet hair dryer 3800W", "", None),
        ("Wrought iron chandelier 6000 W", "", None),
        ("Running tee", "Wicks sweat in 100% polyester", None),
    ],
)
def test_capacities(name: str, description: str, found: str | None) -> None:
    assert impossible_capacity(name, "", description, MOST) == found
    column = impossible_capacities(listings((name, description)), shipped_truth())
    assert [None if value != value else value for value in column] == [found]


def test_the_tags_say_what_the_goods_are_too() -> None:
    assert impossible_capacity("Mini 900000mAh", "power bank,travel", "", MOST) is not None
    assert impossible_capacity("Mini 900000mAh", "travel", "", MOST) is None


@pytest.mark.parametrize(
    ("name", "description", "found"),
    [
        ("Tee", "100% cotton + 50% polyester", "100% cotton, 50% polyester: more than the whole"),
        ("Tee", "80% cotton, 30% polyester", "80% cotton, 30% polyester: more than the whole"),
        ("Tee 120% cotton", "", "120% cotton: more than the whole"),
        ("Tee 100% cotton", "Made of 60% cotton", "100% cotton in the name, 60% cotton in the description"),
        ("Tee", "95% organic cotton and 5% elastane", None),
        ("Tee", "60% recycled polyester / 40% cotton", None),
        ("Tee", "100% cotton", None),
        ("Jacket", "Shell: 100% polyester, lining: 100% cotton", None),
        ("Jacket", "100% polyester, 100% cotton", None),
        ("Tee", "Solid colors: 100% cotton; Heather grey: 90% cotton, 10% polyester", None),
        ("Tee", "100% cotton, 90% cotton, 10% polyester", None),
        ("Socks", "33,3% wool, 33,3% nylon, 33,4% acrylic", None),
        ("Tee 100% cotton", "Trim 95% cotton", None),
        ("Tee", "Save 50% on 100% cotton", None),
        ("Tee", "Blocks 98% of light, 100% satisfaction", None),
        ("", "", None),
    ],
)
def test_compositions(name: str, description: str, found: str | None) -> None:
    assert impossible_composition(name, description, FIBRES) == found
