"""Pairs of listings as shops write them, judged by hand before anything was measured on them, and not tuned on.

A line is one pair: whether both are one product, the two names, the two descriptions (None for the same as the first),
and options of either. Words are not added to `duplicates.yml` to mend what is missed here.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Judged(NamedTuple):
    """Two listings and whether a buyer would get the same."""

    is_same: bool
    names: tuple[str, str]
    texts: tuple[str, str | None]
    one: dict[str, Any]
    other: dict[str, Any]


def _pair(
    is_same: bool,
    name: str,
    other: str,
    text: str,
    second: str | None = None,
    *,
    a: dict[str, Any] | None = None,
    b: dict[str, Any] | None = None,
) -> Judged:
    return Judged(is_same, (name, other), (text, second), a or {}, b or {})


EARBUDS = "Bluetooth 5.3 with a charging case for 30 hours of music. Touch control, sweat proof, two microphones."
KETTLE = (
    "Boils one litre in three minutes and turns itself off. Stainless steel inside, handle stays cool, cable store."
)
YOGA = "Non slip on both sides, rolls up small and comes with a strap. Wipe with a damp cloth, let it dry in the shade."
BACKPACK = (
    "Padded straps, a compartment for a laptop and two pockets for bottles. Water repellent fabric, weighs 800 g."
)
CURTAIN = (
    "Darkens the room and keeps warmth in. Eight eyelets of metal, machine washable at 30 degrees, sold as a pair."
)
KNIFE = "Forged blade with a full tang, balanced for long work. Sharpened by hand to 15 degrees. Wash by hand and dry."
JACKET = "Light shell with sealed seams and a hood that packs into its pocket. Keeps wind and rain out on any tour."
PUZZLE = "Thick pieces that fit well and do not shine. Comes in a box with a poster of the picture for reference."
DRILL = "Brushless motor with two gears and 20 torque settings. LED at the chuck, case and charger included in the box."
CREAM = "Light lotion for face and neck that leaves no shine. For dry and sensitive skin, free of perfume."
SOFA = "Stretch fabric that fits sofas with arms. Pull over, tuck in and fix with the foam rolls that come with it."
WATCH = "Mineral glass, steel back and a strap that changes without tools. Water resistant for rain and washing hands."
TOY = (
    "Wooden blocks with rounded edges and water based paint. For small hands from 18 months on, stored in a cotton bag."
)
LED = "Cut every 5 cm, sticks to any clean surface. Remote with 24 keys, dims and changes through all colours."
GERMAN = "Aus massiver Eiche, mit Öl behandelt. Mit feuchtem Tuch abwischen, nicht in die Spülmaschine geben."
FRENCH = "En coton doux, facile à laver à la machine. Coutures solides et poches profondes pour tous les jours."

JUDGED: tuple[Judged, ...] = (
    # One product, sent twice.
    _pair(
        True,
        "Wireless Earbuds Bluetooth 5.3 with Charging Case",
        "Bluetooth 5.3 Wireless Earbuds, Charging Case",
        EARBUDS,
    ),
    _pair(
        True, "Wireless Earbuds with Charging Case", "WIRELESS EARBUDS WITH CHARGING CASE!!!", EARBUDS, EARBUDS.upper()
    ),
    _pair(True, "Electric Kettle 1 L Stainless Steel", "Electric Kettle, 1000 ml, Stainless Steel", KETTLE),
    _pair(
        True,
        "Electric Kettle Stainless Steel 1L",
        "Stainless Steel Electric Kettle 1 Litre",
        KETTLE,
        KETTLE + " CE tested.",
    ),
    _pair(True, "Yoga Mat Non Slip 183 x 61 cm", "Non-Slip Yoga Mat 183x61cm", YOGA),
    _pair(True, "Yoga Mat Non Slip 183 x 61 cm", "Premium Yoga Mat, non slip, 1830 x 610 mm", YOGA),
    _pair(True, "Laptop Backpack Water Repellent", "Water Repellent Backpack for Laptops", BACKPACK),
    _pair(True, "Laptop Backpack Water Repellent", "Laptop Backpack Water-Repellant", BACKPACK),
    _pair(True, "Blackout Curtains 2 Panels 140 x 245 cm", "2 Panels Blackout Curtains 140x245 cm", CURTAIN),
    _pair(True, "Blackout Curtain Grey", "Blackout Curtains Gray", CURTAIN),
    _pair(True, "Chef Knife 20 cm Forged", "Forged Chef's Knife 20cm", KNIFE),
    _pair(True, "Chef Knife 20 cm", "20 cm Chef Knife with forged blade", KNIFE),
    _pair(True, "Men's Rain Jacket Packable", "Packable Rain Jacket for Men", JACKET, a={"size": "M"}, b={"size": "M"}),
    _pair(
        True,
        "Men's Rain Jacket Packable",
        "Mens Rain Jacket packable",
        JACKET,
        JACKET.replace("any tour", "every tour"),
    ),
    _pair(True, "Jigsaw Puzzle 1000 Pieces Harbour at Night", "Puzzle Harbour at Night 1000 pcs Jigsaw", PUZZLE),
    _pair(True, "Cordless Drill 18V Brushless", "Brushless Cordless Drill 18 V", DRILL, "New! " + DRILL),
    _pair(True, "Cordless Drill 18V 2.0Ah Battery", "Cordless Drill 18 V 2000mAh Battery", DRILL),
    _pair(True, "Day Cream Light 50 ml", "Light Day Cream 50ml", CREAM),
    _pair(True, "Day Cream Light 50 ml", "Day Creme Light 50 ml", CREAM),
    _pair(True, "Sofa Cover Stretch 3 Seater", "Stretch Sofa Cover Three Seater", SOFA),
    _pair(True, "Sofa Cover 3-Seater Stretch", "Stretch Cover for 3 Seater Sofa", SOFA, SOFA[:-20]),
    _pair(True, "Wrist Watch Mineral Glass 40 mm", "Wristwatch Mineral Glass 40mm", WATCH),
    _pair(True, "Wooden Blocks Set 50 pcs", "50 Wooden Blocks", TOY),
    _pair(True, "Wooden Building Blocks 50 Pieces", "Building Blocks, Wooden (50 pieces)", TOY, TOY + " Gift idea."),
    _pair(True, "LED Strip 5m RGB with Remote", "RGB LED Strip Light 5 m Remote", LED),
    _pair(True, "LED Strip 5 m RGB", "LED strip RGB, 500 cm", LED),
    _pair(True, "Schneidebrett Eiche 40 x 30 cm", "Eiche Schneidebrett 40x30cm", GERMAN),
    _pair(True, "Schneidebrett aus Eiche 40 x 30 cm", "Neu: Schneidebrett Eiche, 400 x 300 mm", GERMAN),
    _pair(True, "Pantalon de jardin en coton", "Pantalon jardin coton", FRENCH),
    _pair(
        True, "Wireless Earbuds", "Wireless Earbuds", EARBUDS, a={"gtin": "4006381333931"}, b={"gtin": "04006381333931"}
    ),
    _pair(
        True,
        "Travel Kettle Foldable",
        "Foldable Travel Kettle 220 V",
        KETTLE,
        SOFA,
        a={"gtin": "4006381333931"},
        b={"gtin": "4006381333931"},
    ),
    _pair(True, "Sofa Cover Stretch", "Sofa Cover Stretch", SOFA, a={"brand": "Acme"}, b={"brand": "ACME"}),
    # Different goods that share nearly all of their text.
    _pair(False, "Case for iPhone 12 Clear", "Case for iPhone 13 Clear", BACKPACK),
    _pair(False, "Screen Protector Galaxy S22", "Screen Protector Galaxy S22 Ultra", WATCH),
    _pair(False, "Screen Protector Pixel 7", "Screen Protector Pixel 7a", WATCH),
    _pair(False, "Electric Kettle 1 L", "Electric Kettle 1.7 L", KETTLE),
    _pair(False, "Electric Kettle Stainless Steel", "Electric Kettle Glass", KETTLE),
    _pair(False, "Electric Kettle Black", "Electric Kettle Red", KETTLE),
    _pair(False, "Yoga Mat 183 x 61 cm", "Yoga Mat 183 x 80 cm", YOGA),
    _pair(False, "Yoga Mat", "Yoga Mat Bag", YOGA),
    _pair(False, "Laptop Backpack 15 inch", "Laptop Backpack 17 inch", BACKPACK),
    _pair(False, "Laptop Backpack", "Laptop Sleeve", BACKPACK),
    _pair(False, "Blackout Curtains 140 x 245 cm", "Blackout Curtains 140 x 260 cm", CURTAIN),
    _pair(False, "Blackout Curtains 2 Panels", "Blackout Curtains 4 Panels", CURTAIN),
    _pair(False, "Chef Knife 20 cm", "Bread Knife 20 cm", KNIFE),
    _pair(False, "Chef Knife 20 cm", "Chef Knife 8 inch with Sharpener", KNIFE),
    _pair(False, "Men's Rain Jacket", "Women's Rain Jacket", JACKET),
    _pair(False, "Rain Jacket", "Rain Trousers", JACKET),
    _pair(False, "Kids Rain Jacket 104", "Kids Rain Jacket 116", JACKET),
    _pair(False, "Rain Jacket", "Rain Jacket", JACKET, a={"color": "red"}, b={"color": "navy"}),
    _pair(False, "Rain Jacket", "Rain Jacket", JACKET, a={"size": "S"}, b={"size": "XL"}),
    _pair(False, "Puzzle 1000 Pieces Harbour", "Puzzle 500 Pieces Harbour", PUZZLE),
    _pair(False, "Puzzle 1000 Pieces Harbour", "Puzzle 1000 Pieces Alps", PUZZLE),
    _pair(False, "Cordless Drill 12V", "Cordless Drill 18V", DRILL),
    _pair(False, "Cordless Drill DX-200", "Cordless Drill DX-210", DRILL),
    _pair(False, "Cordless Drill with 2 Batteries", "Cordless Drill without Battery", DRILL),
    _pair(False, "Day Cream 50 ml", "Night Cream 50 ml", CREAM),
    _pair(False, "Day Cream Rose 50 ml", "Day Cream Aloe 50 ml", CREAM),
    _pair(False, "Day Cream SPF 15", "Day Cream SPF 30", CREAM),
    _pair(False, "Sofa Cover 2 Seater", "Sofa Cover 3 Seater", SOFA),
    _pair(False, "Sofa Cover", "Armchair Cover", SOFA),
    _pair(False, "Wrist Watch 40 mm", "Wrist Watch 44 mm", WATCH),
    _pair(False, "Watch Strap Leather 20 mm", "Watch Strap Nylon 20 mm", WATCH),
    _pair(False, "Wooden Blocks 50 pcs", "Wooden Blocks 100 pcs", TOY),
    _pair(False, "Wooden Train", "Wooden Truck", TOY),
    _pair(False, "LED Strip 5 m", "LED Strip 10 m", LED),
    _pair(False, "LED Strip Warm White", "LED Strip Cold White", LED),
    _pair(False, "LED Strip USB", "LED Strip 12 V", LED),
    _pair(False, "Schneidebrett Eiche 40 cm", "Schneidebrett Buche 40 cm", GERMAN),
    _pair(False, "Schneidebrett klein", "Schneidebrett groß", GERMAN),
    _pair(False, "Pantalon de jardin homme", "Pantalon de jardin femme", FRENCH),
    _pair(False, "Travel Kettle", "Travel Kettle", KETTLE, a={"brand": "Acme"}, b={"brand": "Globex"}),
    _pair(False, "Ink Cartridge 301 Black", "Ink Cartridge 301XL Black", DRILL),
    _pair(False, "Zodiac Necklace Aries", "Zodiac Necklace Leo", WATCH),
    _pair(False, "Letter Keyring A", "Letter Keyring B", WATCH),
    _pair(False, "Birthday Candle Number 3", "Birthday Candle Number 8", TOY),
    _pair(False, "Reading Glasses +1.5", "Reading Glasses +2.5", WATCH),
    _pair(False, "Guitar Strings Light", "Guitar Strings Heavy", WATCH),
    _pair(False, "Dog Collar Small", "Dog Collar Medium", YOGA),
    _pair(False, "Ring Silver Size 7", "Ring Silver Size 9", WATCH),
    _pair(False, "Shirt Print Paris", "Shirt Print Tokyo", FRENCH),
)
