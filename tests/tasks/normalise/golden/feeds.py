"""Feeds as suppliers send them, and what becomes of every line: one entry a shop, language and way of writing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Line = dict[str, Any]


@dataclass(frozen=True)
class Golden:
    """A feed with the canonical values of its lines (only those named are compared), its changes and questions."""

    name: str
    text: str
    lines: list[Line]
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    asked: tuple[str, ...] = ()
    shop: str | None = None
    supplier: dict[str, Any] = field(default_factory=dict)


GERMAN = Golden(
    name="german wholesaler",
    text=(
        "Artikelnummer;Bezeichnung;Beschreibung;VK brutto;Lagerbestand;Hauptbild;EAN;Farbe;Größe;Gewicht (kg);"
        "Lagerort\n"
        "M-1;Stahlbecher;<p>Hält <b>warm</b></p>;1.299,00 €;> 10;a.jpg;4006381333931;schwarz;X-Large;0,35;R1\n"
        "M-2;Glaskrug;Klar;9,50 €;auf Lager;b.jpg;;Weiß;Einheitsgröße;1,2;R2\n"
    ),
    lines=[
        {"sku": "M-1", "price_minor": 129900, "currency": "EUR", "quantity": 10, "description": "Hält warm",
         "color": "black", "size": "XL", "weight_g": 350.0, "gtin": "4006381333931"},
        {"sku": "M-2", "price_minor": 950, "currency": "EUR", "quantity": 1, "color": "white", "size": "One Size",
         "weight_g": 1200.0, "gtin": None},
    ],
    changes=[
        ("M-1", "description", "text.html"), ("M-1", "color", "color.name"), ("M-2", "color", "color.name"),
        ("M-1", "size", "size.name"), ("M-2", "size", "size.name"), ("M-1", "price", "price.format"),
        ("M-2", "price", "price.format"), ("M-2", "quantity", "quantity.word"), ("M-1", "quantity", "quantity.floor"),
    ],
)  # fmt: skip

ENGLISH = Golden(
    name="english list without a decimal sign to go by",
    text=(
        "SKU,Title,Description,Price,Stock,Image,Country of Origin,Brand\n"
        "A1,Steel Mug,Holds tea,3.350,12 pcs,a.jpg,Made in China,ACME\n"
        "A2,Glass Jug,Holds milk,1.299,out of stock,b.jpg,PRC,No Brand\n"
    ),
    lines=[
        {"sku": "A1", "price_minor": None, "quantity": 12, "origin_country": "CN", "brand": "ACME"},
        {"sku": "A2", "price_minor": None, "quantity": 0, "origin_country": "CN", "brand": None},
    ],
    changes=[
        ("A2", "brand", "brand.placeholder"), ("A2", "quantity", "quantity.word"),
        ("A1", "quantity", "quantity.format"), ("A1", "origin_country", "origin.code"),
        ("A2", "origin_country", "origin.code"),
    ],
)  # fmt: skip

CHINESE = Golden(
    name="chinese marketplace export",
    text=(
        "商家编码\t商品名称\t商品描述\t销售价\t库存\t主图\t颜色\t尺码\n"
        "C-1\t不锈钢杯\t保温\t¥35.00\t100件\thttps://i.example/1.jpg\t黑色\t均码\n"
    ),
    lines=[
        {"sku": "C-1", "name": "不锈钢杯", "price_minor": 3500, "currency": None, "quantity": 100, "color": "black",
         "size": "One Size"},
    ],
    changes=[
        ("C-1", "color", "color.name"), ("C-1", "size", "size.name"), ("C-1", "price", "price.format"),
        ("C-1", "quantity", "quantity.format"),
    ],
)  # fmt: skip

ARABIC_GOOGLE = Golden(
    name="google merchant in arabic",
    text=(
        "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tbrand\tgtin\titem_group_id\tcolor\tcondition\n"
        "G1\tكوب من الفولاذ\tكوب للشاي\thttps://s.example/1\thttps://s.example/1.jpg\tin stock\t335.00 SAR\tAcme\t"
        "4006381333931\tP1\tأسود\tnew\n"
    ),
    lines=[
        {"sku": "G1", "parent_sku": "P1", "price_minor": 33500, "currency": "SAR", "quantity": 1, "color": "black"},
    ],
    changes=[
        ("G1", "color", "color.name"), ("G1", "price", "price.format"), ("G1", "quantity", "quantity.word"),
    ],
    shop="google",
)  # fmt: skip

SHOPIFY = Golden(
    name="shopify with options and a further picture",
    text=(
        "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,"
        "Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,Variant Barcode,"
        "Image Src,Image Position,Variant Image\n"
        "mug,Steel Mug,<p>Holds tea</p>,Acme,Mugs,\"tea, steel\",true,Colour,Black,Size,S,MUG-BS,350,5,12.50,15.00,,"
        "https://i.example/1.jpg,1,\n"
        "mug,,,,,,,,White,,M,MUG-WM,350,3,12.50,,,,,\n"
        "mug,,,,,,,,,,,,,,,,,https://i.example/2.jpg,2,\n"
    ),
    lines=[
        {"kind": "variation", "sku": "MUG-BS", "parent_sku": "mug", "color": "black", "size": "S", "price_minor": 1250,
         "msrp_minor": 1500, "quantity": 5, "weight_g": 350.0},
        {"kind": "variation", "sku": "MUG-WM", "parent_sku": "mug", "color": "white", "size": "M", "quantity": 3},
        {"kind": "folded", "sku": None, "parent_sku": "mug"},
    ],
    changes=[
        ("MUG-BS", "description", "text.html"), ("MUG-BS", "tags", "tags.tidy"), ("MUG-BS", "color", "color.name"),
        ("MUG-WM", "color", "color.name"),
    ],
    shop="shopify",
)  # fmt: skip

HEUREKA = Golden(
    name="heureka",
    text=(
        "<?xml version='1.0' encoding='utf-8'?><SHOP><SHOPITEM><ITEM_ID>H1</ITEM_ID><ITEMGROUP_ID>P1</ITEMGROUP_ID>"
        "<PRODUCTNAME>Hrnek</PRODUCTNAME><DESCRIPTION>Na čaj</DESCRIPTION><URL>https://s.example/h1</URL>"
        "<IMGURL>https://s.example/h1.jpg</IMGURL><PRICE_VAT>1 299,50</PRICE_VAT><MANUFACTURER>Acme</MANUFACTURER>"
        "<CATEGORYTEXT>Heureka.cz | Dům | Hrnky</CATEGORYTEXT><EAN>4006381333931</EAN><DELIVERY_DATE>0</DELIVERY_DATE>"
        "<PARAM><PARAM_NAME>Barva</PARAM_NAME><VAL>černá</VAL></PARAM></SHOPITEM>"
        "<SHOPITEM><ITEM_ID>H2</ITEM_ID><ITEMGROUP_ID>P1</ITEMGROUP_ID><PRODUCTNAME>Hrnek</PRODUCTNAME>"
        "<DESCRIPTION>Na čaj</DESCRIPTION><URL>https://s.example/h2</URL><IMGURL>https://s.example/h2.jpg</IMGURL>"
        "<PRICE_VAT>999</PRICE_VAT><MANUFACTURER>Acme</MANUFACTURER><CATEGORYTEXT>Heureka.cz | Dům | Hrnky"
        "</CATEGORYTEXT><EAN>4006381333948</EAN><DELIVERY_DATE>0</DELIVERY_DATE><PARAM><PARAM_NAME>Barva</PARAM_NAME>"
        "<VAL>bílá</VAL></PARAM></SHOPITEM></SHOP>"
    ),
    lines=[
        {"sku": "H1", "parent_sku": "P1", "price_minor": 129950, "quantity": 1, "color": "black"},
        {"sku": "H2", "parent_sku": "P1", "price_minor": 99900, "quantity": 1, "color": "white"},
    ],
    changes=[
        ("H1", "color", "color.name"), ("H2", "color", "color.name"), ("H1", "price", "price.format"),
        ("H1", "quantity", "quantity.word"), ("H2", "quantity", "quantity.word"),
    ],
    shop="heureka",
)  # fmt: skip

STATED = Golden(
    name="stated with joins, splits and constants",
    text=(
        "Nr;Marke;Modell;Option;Preis;Bild\nX-1;Acme;Mug 3;red / XL;12,50;a.jpg\n"
        "X-2;Acme;Jug;blue / M;1.250,00;b.jpg\n"
    ),
    lines=[
        {"sku": "X-1", "name": "Acme Mug 3", "color": "red", "size": "XL", "price_minor": 1250, "quantity": 4,
         "currency": "USD"},
        {"sku": "X-2", "name": "Acme Jug", "color": "blue", "size": "M", "price_minor": 125000, "quantity": 4},
    ],
    changes=[("X-1", "price", "price.format"), ("X-2", "price", "price.format")],
    supplier={
        "columns": {"sku": "Nr", "price": "Preis", "main_image": "Bild", "brand": "Marke"},
        "joins": {"name": {"columns": ("Marke", "Modell")}},
        "splits": {
            "color": {"column": "Option", "at": "/", "part": 1},
            "size": {"column": "Option", "at": "/", "part": 2},
        },
        "constants": {"quantity": "4"},
        "numbers": {"decimal": ",", "currency": "USD"},
    },
)  # fmt: skip

GOLDEN = (GERMAN, ENGLISH, CHINESE, ARABIC_GOOGLE, SHOPIFY, HEUREKA, STATED)
