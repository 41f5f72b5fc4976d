from __future__ import annotations

from pathlib import Path

from tests.tasks.normalise.shops.feeds import arranged, said

HEAD = "<BMECAT version='2005'><HEADER><CATALOG><CATALOG_ID>1</CATALOG_ID></CATALOG></HEADER><T_NEW_CATALOG>"


def catalogue(*products: str) -> str:
    return f"<?xml version='1.0'?>\n{HEAD}{''.join(products)}</T_NEW_CATALOG></BMECAT>"


def product(number: str, prices: str, *more: str) -> str:
    return (
        f"<PRODUCT mode='new'><SUPPLIER_PID>{number}</SUPPLIER_PID><PRODUCT_DETAILS>"
        f"<DESCRIPTION_SHORT lang='deu'>Becher</DESCRIPTION_SHORT><DESCRIPTION_SHORT lang='eng'>Mug</DESCRIPTION_SHORT>"
        f"<INTERNATIONAL_PID type='gtin'>4006381333931</INTERNATIONAL_PID></PRODUCT_DETAILS>"
        f"<PRODUCT_PRICE_DETAILS>{prices}</PRODUCT_PRICE_DETAILS>{''.join(more)}</PRODUCT>"
    )


def price(kind: str, amount: str, currency: str = "EUR", bound: str = "1") -> str:
    return (
        f"<PRODUCT_PRICE price_type='{kind}'><PRICE_AMOUNT>{amount}</PRICE_AMOUNT>"
        f"<PRICE_CURRENCY>{currency}</PRICE_CURRENCY><LOWER_BOUND>{bound}</LOWER_BOUND></PRODUCT_PRICE>"
    )


def test_prices_are_told_by_their_type(tmp_path: Path) -> None:
    text = catalogue(
        product("A", price("net_list", "5.00", "CHF") + price("nrp", "9.90") + price("net_customer", "4.00")),
        product("B", price("nrp", "8.00", bound="10") + price("nrp", "9.00")),
        product("C", price("nrp", "8.00") + price("nrp", "9.00", "USD")),
        product("D", price("net_list", "5.00")),
        product(
            "E",
            price("gros_list", "50"),
            "<PRODUCT_ORDER_DETAILS><PRICE_QUANTITY>100</PRICE_QUANTITY></PRODUCT_ORDER_DETAILS>",
        ),
    )
    assert said(arranged(tmp_path, text, shop="bmecat"), "sku", "price", "cost", "currency") == [
        ("A", "9.90", "4.00", "EUR"),
        ("B", "9.00", None, "EUR"),
        ("C", "8.00\n9.00", None, None),
        ("D", None, "5.00", "EUR"),
        ("E", "50 per 100", None, "EUR"),
    ]


MIME = "<MIME><MIME_TYPE>{}</MIME_TYPE><MIME_SOURCE>{}</MIME_SOURCE><MIME_PURPOSE>{}</MIME_PURPOSE></MIME>"


def test_pictures_are_told_by_their_purpose_and_texts_by_their_language(tmp_path: Path) -> None:
    files = [
        ("image/jpeg", "small.jpg", "thumbnail"),
        ("image/jpeg", "side.jpg", "detail"),
        ("application/pdf", "sheet.pdf", "data_sheet"),
        ("image/jpeg", "front.jpg", "normal"),
    ]
    features = "".join(
        f"<FEATURE><FNAME>{name}</FNAME><FVALUE>{value}</FVALUE></FEATURE>"
        for name, value in (("Farbe", "rot"), ("Größe", "M"), ("Screen size", "6"))
    )
    text = catalogue(
        product(
            "A",
            price("nrp", "9.90"),
            f"<PRODUCT_FEATURES>{features}</PRODUCT_FEATURES>",
            f"<MIME_INFO>{''.join(MIME.format(*one) for one in files)}</MIME_INFO>",
            "<PRODUCT_LOGISTIC_DETAILS><PRODUCT_DIMENSIONS><WEIGHT>0.3</WEIGHT></PRODUCT_DIMENSIONS>"
            "</PRODUCT_LOGISTIC_DETAILS>",
        ),
        product("B", price("nrp", "9.90")),
    )
    rows = arranged(tmp_path, text, shop="bmecat")
    assert said(rows, "kind", "name", "gtin", "main_image", "color", "size", "weight_g") == [
        ("variation", "Mug", "4006381333931", "front.jpg\nside.jpg", "rot", "M", "0.3 kg"),
        ("variation", "Mug", "4006381333931", None, None, None, None),
    ]
