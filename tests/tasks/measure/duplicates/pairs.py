"""Pairs of listings judged by hand: which are one product, by which reason, and which only look so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MUG = "Double walled steel mug that keeps coffee hot for six hours. The lid closes tight, so nothing spills in the bag."
CASE = "Slim protective case made of soft TPU. Raised edges guard screen and camera, all buttons stay easy to press."
SHIRT = "Soft shirt for every day with a round neck. Machine wash at 30 degrees, do not tumble dry, iron on low heat."
LAMP = "Desk lamp with dimmer and a bendable arm. Plugs into any charger and shines warm or cold as you like it."
DRESS = "Light summer dress with thin straps and pockets at both sides. Falls to the knee and has a hidden zipper."
TEA = "Loose leaf blend from organic farms. Brew with boiling water for three minutes and enjoy with milk or honey."
BIKE = "Fits road and mountain bikes. Aluminium body, sealed bearings and rubber that grips in wet and dry weather."
CHINESE = "柔软的硅胶手机壳，防摔防滑，精准开孔，轻薄手感，支持无线充电。"
GTIN = "4006381333931"
OTHER_GTIN = "5901234123457"


@dataclass(frozen=True)
class Case:
    """Two listings and what should be found: gtin, text, near, or None for different goods."""

    what: str
    found: str | None
    one: dict[str, Any]
    other: dict[str, Any]


def said(name: str | None, description: str | None = MUG, **more: Any) -> dict[str, Any]:
    return {"name": name, "description": description, **more}


def _case(what: str, found: str | None, one: dict[str, Any], other: dict[str, Any]) -> Case:
    return Case(what, found, one, other)


# One product, listed twice.
SAME = [
    _case("copy", "text", said("Steel Travel Mug"), said("Steel Travel Mug")),
    _case("capitals", "text", said("Steel Travel Mug"), said("STEEL TRAVEL MUG", MUG.upper())),
    _case("punctuation", "text", said("Steel Travel-Mug!"), said("Steel, Travel Mug", MUG.replace(".", " -"))),
    _case("order of words", "text", said("Travel Mug, Steel"), said("Steel Travel Mug")),
    _case("stop words", "text", said("Mug for Travel of Steel"), said("Steel Travel Mug")),
    _case("praise", "text", said("New! Hot Sale Steel Travel Mug"), said("Steel Travel Mug")),
    _case("accents", "text", said("Café Travel Mug"), said("Cafe Travel Mug")),
    _case("full width", "text", said("Ｓｔｅｅｌ Travel Mug"), said("Steel Travel Mug")),
    _case("unit joined", "text", said("Travel Mug 500ml"), said("Travel Mug 500 ml")),
    _case("unit changed", "text", said("Travel Mug 0.5 l"), said("Travel Mug 500 ml")),
    _case("decimal comma", "text", said("Cable 1,5 m", LAMP), said("Cable 150 cm", LAMP)),
    _case("thousands", "text", said("Power Bank 10,000 mAh", LAMP), said("Power Bank 10000mAh", LAMP)),
    _case("pack said otherwise", "text", said("Sock 3 Pack", SHIRT), said("Pack of 3 Sock", SHIRT)),
    _case("number as a word", "text", said("Three Pack Sock", SHIRT), said("Sock 3 pcs", SHIRT)),
    _case("one piece", "text", said("Desk Lamp 1 pc", LAMP), said("Desk Lamp", LAMP)),
    _case("hyphen in a model", "text", said("Sonar WH-1000 XM4", LAMP), said("Sonar WH1000XM4", LAMP)),
    _case("sides", "text", said("Canvas Print 20x30 cm", LAMP), said("Canvas Print 20 cm x 30 cm", LAMP)),
    _case("men and mens", "text", said("Men's Round Neck Shirt", SHIRT), said("Mens Round Neck Shirt", SHIRT)),
    _case("grey and gray", "text", said("Wool Scarf Grey", SHIRT), said("Wool Scarf Gray", SHIRT)),
    _case("plural", "near", said("Steel Travel Mugs"), said("Steel Travel Mug")),
    _case("slip of a key", "near", said("Stainless Bottle Opener"), said("Stainles Bottle Opener")),
    _case("word in two", "near", said("Water Proof Phone Pouch", CASE), said("Waterproof Phone Pouch", CASE)),
    _case(
        "word of the description", "near", said("Protective Phone Case", CASE), said("Slim Protective Phone Case", CASE)
    ),
    _case("one sentence more", "near", said("Desk Lamp", LAMP), said("Desk Lamp", LAMP + " Two years of use.")),
    _case("word exchanged", "near", said("Desk Lamp", LAMP), said("Desk Lamp", LAMP.replace("bendable", "flexible"))),
    _case("cut at the end", "near", said("Desk Lamp", LAMP), said("Desk Lamp", LAMP[:-15])),
    _case("no descriptions", "near", said("Bendable Desk Lamp Dimmer", None), said("Desk Lamp Dimmer Bendable", None)),
    _case("chinese", "text", said("硅胶手机壳", CHINESE), said("硅胶手机壳", CHINESE)),
    _case("brand on one side", "text", said("Steel Travel Mug", brand="Acme"), said("Steel Travel Mug")),
    _case("brand spelled alike", "text", said("Travel Mug", brand="ACME Co."), said("Travel Mug", brand="Acme co.")),
    _case("colour on one side", "text", said("Travel Mug", color="black"), said("Travel Mug")),
    _case(
        "colour in the name of one", "near", said("Travel Mug Black", color="black"), said("Travel Mug", color="black")
    ),
    _case("size on one side", "text", said("Round Shirt", SHIRT, size="M"), said("Round Shirt", SHIRT)),
    _case("pieces alike", "text", said("Round Shirt", SHIRT, pieces=2), said("Round Shirt", SHIRT, pieces=2)),
    _case("barcode", "gtin", said("Steel Travel Mug", gtin=GTIN), said("Travel Mug of Steel, 2 lids", LAMP, gtin=GTIN)),
    _case(
        "UPC and EAN", "gtin", said("Travel Mug", gtin="036000291452"), said("Travel Mug", LAMP, gtin="0036000291452")
    ),
    _case("barcode and text", "gtin", said("Travel Mug", gtin=GTIN), said("Travel Mug", gtin=GTIN)),
    _case("other barcodes", "text", said("Travel Mug", gtin=GTIN), said("Travel Mug", gtin=OTHER_GTIN)),
]

# Different goods, however alike.
DIFFERENT = [
    _case("phone models", None, said("Case for iPhone 13", CASE), said("Case for iPhone 14", CASE)),
    _case("plus model", None, said("Case for Galaxy S21", CASE), said("Case for Galaxy S21 Plus", CASE)),
    _case("pro and max", None, said("Case for iPhone 13 Pro", CASE), said("Case for iPhone 13 Max", CASE)),
    _case("letter of a version", None, said("Case for Galaxy A52", CASE), said("Case for Galaxy A52s", CASE)),
    _case("letter that is an article", None, said("Case for Pixel 7", CASE), said("Case for Pixel 7a", CASE)),
    _case("model numbers", None, said("Sonar WH-1000XM4", LAMP), said("Sonar WH-1000XM5", LAMP)),
    _case("roman numerals", None, said("Sonar Speaker II", LAMP), said("Sonar Speaker III", LAMP)),
    _case("volumes", None, said("Travel Mug 500 ml"), said("Travel Mug 350 ml")),
    _case("lengths", None, said("Charging Cable 1 m", LAMP), said("Charging Cable 2 m", LAMP)),
    _case("units", None, said("Canvas Print 20 cm", LAMP), said("Canvas Print 20 mm", LAMP)),
    _case("packs", None, said("Sock 3 Pack", SHIRT), said("Sock 6 Pack", SHIRT)),
    _case("pack and single", None, said("Sock 3 Pack", SHIRT), said("Sock", SHIRT)),
    _case("capacities", None, said("USB Stick 64 GB", LAMP), said("USB Stick 128 GB", LAMP)),
    _case("years", None, said("Wall Calendar 2025", LAMP), said("Wall Calendar 2026", LAMP)),
    _case("colours in the names", None, said("Travel Mug Black"), said("Travel Mug White")),
    _case("colour options", None, said("Travel Mug", color="black"), said("Travel Mug", color="white")),
    _case("colour against option", None, said("Travel Mug Red"), said("Travel Mug", color="blue")),
    _case("size options", None, said("Round Shirt", SHIRT, size="M"), said("Round Shirt", SHIRT, size="L")),
    _case("sizes in the names", None, said("Round Shirt M", SHIRT), said("Round Shirt L", SHIRT)),
    _case("brands", None, said("Travel Mug", brand="Acme"), said("Travel Mug", brand="Globex")),
    _case("pieces", None, said("Round Shirt", SHIRT, pieces=2), said("Round Shirt", SHIRT, pieces=5)),
    _case("men and women", None, said("Men Round Shirt", SHIRT), said("Women Round Shirt", SHIRT)),
    _case("kids", None, said("Round Shirt for Kids", SHIRT), said("Round Shirt", SHIRT)),
    _case("left and right", None, said("Bike Pedal Left", BIKE), said("Bike Pedal Right", BIKE)),
    _case("front and rear", None, said("Bike Light Front", BIKE), said("Bike Light Rear", BIKE)),
    _case("patterns", None, said("Summer Dress Floral", DRESS), said("Summer Dress Striped", DRESS)),
    _case("motifs", None, said("Mug with Owl"), said("Mug with Fox")),
    _case("a word more", None, said("Wireless Mouse", LAMP), said("Wireless Gaming Mouse", LAMP)),
    _case("flavours", None, said("Herbal Tea Lemon", TEA), said("Herbal Tea Vanilla", TEA)),
    _case("materials", None, said("Belt of Leather", SHIRT), said("Belt of Cotton", SHIRT)),
    _case("with and without", None, said("Desk Lamp with Clamp", LAMP), said("Desk Lamp without Clamp", LAMP)),
    _case("short words a letter apart", None, said("Rubber Boots", BIKE), said("Rubber Boats", BIKE)),
    _case("goods of one template", None, said("Bike Saddle", BIKE), said("Bike Bell", BIKE)),
    _case("numbers in the description", None, said("Desk Lamp", LAMP + " 40 W."), said("Desk Lamp", LAMP + " 60 W.")),
    _case("other description", None, said("Summer Dress", DRESS), said("Summer Dress", SHIRT)),
    _case("short name, no description", None, said("Summer Dress", None), said("Summer Dress", None)),
    _case("description on one side", None, said("Summer Dress", DRESS), said("Summer Dress", None)),
    _case("no name", None, said(None), said(None)),
    _case("nothing at all", None, said(None, None), said(None, None)),
    _case("chinese colours", None, said("硅胶手机壳 红色", CHINESE), said("硅胶手机壳 蓝色", CHINESE)),
    _case("barcode, other goods", None, said("Travel Mug", gtin=GTIN), said("Summer Dress", DRESS, gtin=GTIN)),
    _case("barcode, colours", None, said("Mug", gtin=GTIN, color="red"), said("Mug", gtin=GTIN, color="blue")),
    _case("barcode, brands", None, said("Mug", gtin=GTIN, brand="Acme"), said("Mug", gtin=GTIN, brand="Globex")),
    _case("barcode, packs", None, said("Sock 3 Pack", gtin=GTIN), said("Sock 6 Pack", gtin=GTIN)),
    _case("no barcode at all", None, said("Mug", gtin="0000000000000"), said("Mug", LAMP, gtin="0000000000000")),
    _case("barcode with a slip", None, said("Mug", gtin="4006381333932"), said("Mug", LAMP, gtin="4006381333932")),
    _case("barcode of the shop", None, said("Mug", gtin="2001234567893"), said("Mug", LAMP, gtin="2001234567893")),
]
PAIRS = [*SAME, *DIFFERENT]
