from __future__ import annotations

from pathlib import Path

from tests.tasks.normalise.shops.feeds import arranged, said

FEED = """<?xml version="1.0" encoding="utf-8"?><yml_catalog date="2026-01-01"><shop><name>S</name>
<currencies><currency id="RUR" rate="1"/></currencies>
<categories><category id="1">Одежда</category><category id="2" parentId="1">Футболки</category></categories><offers>
<offer id="12" type="vendor.model" available="true" group_id="7"><url>https://x.test/t</url><price>990</price>
<oldprice>1200</oldprice><currencyId>RUR</currencyId><categoryId>2</categoryId><picture>https://x.test/a.jpg</picture>
<picture>https://x.test/b.jpg</picture><typePrefix>Футболка</typePrefix><vendor>Acme</vendor><vendorCode>A1</vendorCode>
<model>Linen</model><description>Мягкая.</description><barcode>4006381333931</barcode><weight>0.2</weight>
<dimensions>30/20/2</dimensions><param name="Цвет">красный</param><param name="Размер" unit="INT">M</param>
<param name="Пол">мужской</param></offer>
<offer id="13" available="false"><name>Кружка</name><price>99</price><currencyId>UAH</currencyId>
<categoryId>1</categoryId><picture>https://x.test/m.jpg</picture><vendor>Acme</vendor><model>Cup</model>
<stock_quantity>4</stock_quantity></offer></offers></shop></yml_catalog>"""


def test_an_offer_without_a_name_is_called_by_kind_maker_and_model(tmp_path: Path) -> None:
    rows = arranged(tmp_path, FEED, shop="yml")
    assert said(rows, "kind", "sku", "parent_sku", "name", "price", "currency", "color", "size", "category") == [
        ("variation", "12", "7", "Футболка Acme Linen", "990", "RUB", "красный", "M", "Одежда > Футболки"),
        ("variation", "13", None, "Кружка", "99", "UAH", None, None, "Одежда"),
    ]
    assert said(rows, "availability", "quantity", "msrp", "weight_g", "dimensions", "mpn", "main_image") == [
        ("in stock", None, "1200", "0.2 kg", "30 x 20 x 2 cm", "A1", "https://x.test/a.jpg\nhttps://x.test/b.jpg"),
        ("out of stock", "4", None, None, None, None, "https://x.test/m.jpg"),
    ]
