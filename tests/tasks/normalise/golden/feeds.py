"""Feeds as suppliers send them, and what becomes of every line: one entry a shop, language and way of writing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Line = dict[str, Any]


@dataclass(frozen=True)
class Golden:
    """A feed with the canonical values of its lines (only those named are compared), what is wrong with which line,
    its changes and questions."""

    name: str
    text: str
    lines: list[Line]
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    findings: list[tuple[str | None, str]] = field(default_factory=list)
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
        ("M-1", "parent_sku", "parent_sku.single"), ("M-2", "parent_sku", "parent_sku.single"),
        ("M-1", "tags", "tags.made"), ("M-2", "tags", "tags.made"),
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
        ("A2", "origin_country", "origin.code"), ("A1", "parent_sku", "parent_sku.single"),
        ("A2", "parent_sku", "parent_sku.single"), ("A1", "tags", "tags.made"), ("A2", "tags", "tags.made"),
    ],
    findings=[("A1", "price_ambiguous"), ("A2", "price_ambiguous")],
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
        ("C-1", "quantity", "quantity.format"), ("C-1", "parent_sku", "parent_sku.single"),
        ("C-1", "tags", "tags.made"),
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
        ("G1", "tags", "tags.made"),
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
    findings=[(None, "price_problem"), (None, "quantity_problem")],
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
        ("H1", "tags", "tags.made"), ("H2", "tags", "tags.made"),
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
    changes=[
        ("X-1", "price", "price.format"), ("X-2", "price", "price.format"), ("X-1", "parent_sku", "parent_sku.single"),
        ("X-2", "parent_sku", "parent_sku.single"), ("X-1", "tags", "tags.made"), ("X-2", "tags", "tags.made"),
    ],
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

WOOCOMMERCE = Golden(
    name="woocommerce with a variable product",
    text=(
        "ID,Type,SKU,Name,Published,Is featured?,Visibility in catalog,Short description,Description,"
        "Date sale price starts,Date sale price ends,Tax status,Tax class,In stock?,Stock,Backorders allowed?,"
        "Sold individually?,Weight (kg),Length (cm),Width (cm),Height (cm),Allow customer reviews?,Purchase note,"
        "Sale price,Regular price,Categories,Tags,Shipping class,Images,Parent,Grouped products,Upsells,Cross-sells,"
        "Position,Attribute 1 name,Attribute 1 value(s),Attribute 1 visible,Attribute 1 global,Attribute 2 name,"
        "Attribute 2 value(s),Attribute 2 visible,Attribute 2 global\n"
        "44,variable,TEE,Linen Shirt,1,0,visible,Cool,\"<p>Cool &amp; light</p>\",,,taxable,,1,,0,0,.2,30,20,2,1,,,,"
        "\"Clothing, Clothing > Shirts\",\"linen, shirt\",,\"https://w.example/1.jpg, https://w.example/2.jpg\",,,,,0,"
        "Color,\"Blue, Red\",1,1,Size,\"S, XL\",1,1\n"
        "45,variation,TEE-B,Linen Shirt - Blue,1,0,visible,,,,,taxable,parent,1,7,0,0,,,,,0,,19,25,,,,"
        "https://w.example/b.jpg,TEE,,,,1,Color,Blue,,1,Size,X-Large,,1\n"
        "46,variation,TEE-R,Linen Shirt - Red,1,0,visible,,,,,taxable,parent,0,,0,0,.25,,,,0,,,25.5,,,,,id:44,,,,2,"
        "Color,Red,,1,Size,S,,1\n"
        "50,simple,CUP,Cup,1,0,visible,Clay cup,,,,taxable,,1,3,0,0,,,,,1,,,8,Kitchen,,,https://w.example/c.jpg,"
        ",,,,0,Material,Clay,1,0,,,,\n"
    ),
    lines=[
        {"kind": "folded", "sku": "TEE", "product": "TEE"},
        {"kind": "variation", "sku": "TEE-B", "parent_sku": "TEE", "name": "Linen Shirt",
         "description": "Cool & light", "color": "blue", "size": "XL", "price_minor": 2500, "quantity": 7,
         "weight_g": 200.0, "height_cm": 2.0, "main_image": "https://w.example/1.jpg",
         "extra_images": "https://w.example/2.jpg", "variation_image": "https://w.example/b.jpg"},
        {"kind": "variation", "sku": "TEE-R", "parent_sku": "TEE", "color": "red", "size": "S", "price_minor": 2550,
         "quantity": 0, "weight_g": 250.0, "variation_image": None},
        {"kind": "variation", "sku": "CUP", "parent_sku": "CUP", "price_minor": 800, "quantity": 3},
    ],
    findings=[("TEE", "price_problem")],
    changes=[
        ("TEE", "description", "text.html"), ("TEE", "tags", "tags.tidy"), ("TEE", "quantity", "quantity.word"),
        ("TEE-R", "quantity", "quantity.word"), ("TEE-B", "color", "color.name"), ("TEE-R", "color", "color.name"),
        ("TEE-B", "size", "size.name"), ("CUP", "parent_sku", "parent_sku.single"), ("CUP", "tags", "tags.made"),
    ],
    shop="woocommerce",
)  # fmt: skip

MAGENTO = Golden(
    name="magento with a configurable product and a store view",
    text=(
        "sku,store_view_code,attribute_set_code,product_type,categories,product_websites,name,description,"
        "short_description,weight,product_online,tax_class_name,visibility,price,special_price,url_key,base_image,"
        "additional_images,qty,is_in_stock,additional_attributes,configurable_variations\n"
        "WS12-M-Orange,,Top,simple,\"Default Category/Women,Default Category/Women/Tops\",base,Radiant Tee-M-Orange,,,"
        "1,1,Taxable Goods,Not Visible Individually,22,,radiant-tee-m-orange,/w/s/o.jpg,,100,1,"
        "\"color=Orange,size=M\",\n"
        "WS12-S-Blue,,Top,simple,Default Category/Women/Tops,base,Radiant Tee-S-Blue,,,1,1,Taxable Goods,"
        "Not Visible Individually,22,,radiant-tee-s-blue,/w/s/b.jpg,,0,0,\"color=Blue,size=S\",\n"
        "WS12,,Top,configurable,Default Category/Women/Tops,base,Radiant Tee,\"<p>So light.</p>\",,,1,Taxable Goods,"
        "\"Catalog, Search\",22,,radiant-tee,/w/s/main.jpg,\"/w/s/main.jpg,/w/s/back.jpg\",0,1,\"material=Cotton\","
        "\"sku=WS12-M-Orange,size=M,color=Orange|sku=WS12-S-Blue,size=S,color=Blue\"\n"
        "WS12,french,Top,configurable,,,T-shirt radieux,,,,,,,,,,,,,,,\n"
    ),
    lines=[
        {"kind": "variation", "sku": "WS12-M-Orange", "parent_sku": "WS12", "name": "Radiant Tee",
         "description": "So light.", "color": "orange", "size": "M", "price_minor": 2200, "quantity": 100,
         "main_image": "/w/s/main.jpg", "extra_images": "/w/s/back.jpg", "variation_image": "/w/s/o.jpg"},
        {"kind": "variation", "sku": "WS12-S-Blue", "parent_sku": "WS12", "color": "blue", "size": "S", "quantity": 0,
         "variation_image": "/w/s/b.jpg"},
        {"kind": "folded", "sku": "WS12", "product": "WS12"},
        {"kind": "folded", "sku": "WS12", "product": "WS12", "name": "Radiant Tee"},
    ],
    findings=[
        ("WS12-M-Orange", "unread"), ("WS12-S-Blue", "unread"), ("WS12", "price_problem"),
        ("WS12", "quantity_problem"),
    ],
    changes=[
        ("WS12", "description", "text.html"), ("WS12-M-Orange", "color", "color.name"),
        ("WS12-S-Blue", "color", "color.name"), ("WS12-M-Orange", "tags", "tags.made"),
        ("WS12-S-Blue", "tags", "tags.made"), ("WS12", "tags", "tags.made"), ("WS12", "tags", "tags.made"),
    ],
    shop="magento",
)  # fmt: skip

YML = Golden(
    name="yml with a group and parameters",
    text=(
        "<?xml version='1.0' encoding='UTF-8'?><yml_catalog date='2026-10-01 10:00'><shop><name>Shop</name>"
        "<currencies><currency id='RUR' rate='1'/></currencies><categories><category id='1'>Одежда</category>"
        "<category id='7' parentId='1'>Футболки</category></categories><offers>"
        "<offer id='901' available='true' group_id='90'><url>https://y.example/901</url><price>1490</price>"
        "<oldprice>1990</oldprice><currencyId>RUR</currencyId><categoryId>7</categoryId>"
        "<picture>https://y.example/901.jpg</picture><picture>https://y.example/901b.jpg</picture>"
        "<name>Футболка льняная</name><vendor>Лён</vendor><barcode>4006381333931</barcode>"
        "<description><![CDATA[<p>Лёгкая.<br>Летняя.</p>]]></description><weight>0.18</weight>"
        "<dimensions>30/20/2</dimensions><country_of_origin>Россия</country_of_origin>"
        "<param name='Цвет'>белый</param><param name='Размер' unit='INT'>XL</param></offer>"
        "<offer id='902' available='false' group_id='90'><price>1490.50</price><currencyId>RUR</currencyId>"
        "<categoryId>7</categoryId><picture>https://y.example/902.jpg</picture><name>Футболка льняная</name>"
        "<vendor>Лён</vendor><description>Лёгкая.</description><param name='Цвет'>чёрный</param>"
        "<param name='Размер' unit='INT'>S</param></offer></offers></shop></yml_catalog>"
    ),
    lines=[
        {"sku": "901", "parent_sku": "90", "name": "Футболка льняная", "description": "Лёгкая.\nЛетняя.",
         "brand": "Лён", "category": "Одежда > Футболки", "main_image": "https://y.example/901.jpg",
         "extra_images": "https://y.example/901b.jpg", "gtin": "4006381333931", "color": "white", "size": "XL",
         "price_minor": 149000, "msrp_minor": 199000, "currency": "RUB", "quantity": 1, "origin_country": "RU",
         "weight_g": 180.0, "length_cm": 30.0, "width_cm": 20.0, "height_cm": 2.0},
        {"sku": "902", "parent_sku": "90", "color": "black", "size": "S", "price_minor": 149050, "quantity": 0,
         "variation_image": "https://y.example/902.jpg", "overruled": "description"},
    ],
    changes=[
        ("901", "description", "text.html"), ("901", "quantity", "quantity.word"),
        ("902", "quantity", "quantity.word"), ("901", "origin_country", "origin.code"),
        ("901", "color", "color.name"), ("902", "color", "color.name"), ("901", "tags", "tags.made"),
        ("902", "tags", "tags.made"),
    ],
    shop="yml",
)  # fmt: skip

BMECAT = Golden(
    name="bmecat of a wholesaler",
    text=(
        "<?xml version='1.0' encoding='UTF-8'?><BMECAT version='2005'><HEADER><CATALOG><LANGUAGE>deu</LANGUAGE>"
        "<CATALOG_ID>C1</CATALOG_ID><CATALOG_VERSION>1.0</CATALOG_VERSION><CURRENCY>EUR</CURRENCY></CATALOG></HEADER>"
        "<T_NEW_CATALOG><PRODUCT mode='new'><SUPPLIER_PID>4711</SUPPLIER_PID><PRODUCT_DETAILS>"
        "<DESCRIPTION_SHORT>Schraubendreher</DESCRIPTION_SHORT>"
        "<DESCRIPTION_LONG>Für Schlitzschrauben.</DESCRIPTION_LONG>"
        "<INTERNATIONAL_PID type='gtin'>4006381333931</INTERNATIONAL_PID><MANUFACTURER_NAME>Acme</MANUFACTURER_NAME>"
        "</PRODUCT_DETAILS><PRODUCT_FEATURES><REFERENCE_FEATURE_SYSTEM_NAME>ETIM-8.0</REFERENCE_FEATURE_SYSTEM_NAME>"
        "<FEATURE><FNAME>Farbe</FNAME><FVALUE>rot</FVALUE></FEATURE><FEATURE><FNAME>Klinge</FNAME><FVALUE>75</FVALUE>"
        "<FUNIT>mm</FUNIT></FEATURE></PRODUCT_FEATURES><PRODUCT_ORDER_DETAILS><ORDER_UNIT>C62</ORDER_UNIT>"
        "<PRICE_QUANTITY>1</PRICE_QUANTITY></PRODUCT_ORDER_DETAILS><PRODUCT_PRICE_DETAILS>"
        "<PRODUCT_PRICE price_type='net_list'><PRICE_AMOUNT>4.10</PRICE_AMOUNT><PRICE_CURRENCY>EUR</PRICE_CURRENCY>"
        "</PRODUCT_PRICE><PRODUCT_PRICE price_type='nrp'><PRICE_AMOUNT>7.95</PRICE_AMOUNT>"
        "<PRICE_CURRENCY>EUR</PRICE_CURRENCY></PRODUCT_PRICE></PRODUCT_PRICE_DETAILS><MIME_INFO><MIME>"
        "<MIME_TYPE>image/jpeg</MIME_TYPE><MIME_SOURCE>4711.jpg</MIME_SOURCE><MIME_PURPOSE>normal</MIME_PURPOSE></MIME>"
        "<MIME><MIME_TYPE>application/pdf</MIME_TYPE><MIME_SOURCE>4711.pdf</MIME_SOURCE>"
        "<MIME_PURPOSE>data_sheet</MIME_PURPOSE></MIME></MIME_INFO><PRODUCT_LOGISTIC_DETAILS>"
        "<PRODUCT_DIMENSIONS><WEIGHT>0.085</WEIGHT><LENGTH>0.18</LENGTH></PRODUCT_DIMENSIONS>"
        "<COUNTRY_OF_ORIGIN>DE</COUNTRY_OF_ORIGIN></PRODUCT_LOGISTIC_DETAILS></PRODUCT>"
        "<PRODUCT mode='new'><SUPPLIER_PID>4712</SUPPLIER_PID><PRODUCT_DETAILS>"
        "<DESCRIPTION_SHORT>Dübel, 100 Stück</DESCRIPTION_SHORT></PRODUCT_DETAILS><PRODUCT_ORDER_DETAILS>"
        "<ORDER_UNIT>C62</ORDER_UNIT><PRICE_QUANTITY>100</PRICE_QUANTITY></PRODUCT_ORDER_DETAILS><PRODUCT_PRICE_DETAILS>"
        "<PRODUCT_PRICE price_type='nrp'><PRICE_AMOUNT>3.50</PRICE_AMOUNT><PRICE_CURRENCY>EUR</PRICE_CURRENCY>"
        "</PRODUCT_PRICE></PRODUCT_PRICE_DETAILS><MIME_INFO><MIME><MIME_TYPE>image/jpeg</MIME_TYPE>"
        "<MIME_SOURCE>4712.jpg</MIME_SOURCE></MIME></MIME_INFO></PRODUCT></T_NEW_CATALOG></BMECAT>"
    ),
    lines=[
        {"sku": "4711", "name": "Schraubendreher", "description": "Für Schlitzschrauben.", "brand": "Acme",
         "gtin": "4006381333931", "color": "red", "price_minor": 795, "currency": "EUR", "quantity": 5,
         "main_image": "4711.jpg", "extra_images": None, "origin_country": "DE", "weight_g": 85.0, "length_cm": 18.0},
        {"sku": "4712", "name": "Dübel, 100 Stück", "price_minor": None, "currency": "EUR",
         "price_problem": "'3.50 per 100' is not a plain amount"},
    ],
    findings=[("4712", "price_problem")],
    changes=[
        ("4711", "color", "color.name"), ("4711", "parent_sku", "parent_sku.single"),
        ("4712", "parent_sku", "parent_sku.single"), ("4711", "tags", "tags.made"), ("4712", "tags", "tags.made"),
    ],
    shop="bmecat",
    supplier={"constants": {"quantity": "5"}},
)  # fmt: skip

GOLDEN = (
    GERMAN, ENGLISH, CHINESE, ARABIC_GOOGLE, SHOPIFY, HEUREKA, STATED, WOOCOMMERCE, MAGENTO, YML, BMECAT,
)  # fmt: skip
