"""The shipped names of columns: headers as suppliers write them, in many languages and shops, name the right field."""

from __future__ import annotations

from collections import Counter

import pytest

from expectations.columns import ColumnNames, fold
from expectations.configuration import SHIPPED
from expectations.consistency import Declared, list_column_faults
from expectations.yaml_files import parse, read_yaml

LANGUAGES = ("en", "de", "fr", "es", "zh", "it", "pl", "cs", "ru", "uk", "ja", "ar", "vi")

# Where headers come from: language or shop, then per line a field and its headers, parted by bars.
HEADERS = """
en
  sku: SKU | Item No. | Stock Code | ARTICLE NUMBER
  name: Product Name | Item title
  description: Long Description | product_description
  price: Price | Selling Price | Price incl. VAT | Retail price
  cost: Cost Price | Wholesale Price | Purchase price
  msrp: RRP | Was Price | Compare at | Old price | strike price
  quantity: Qty | Stock Level | Quantity Available | On Hand
  availability: Availability | Stock Status | In Stock
  main_image: Main Image URL | Picture 1 | Photo
  extra_images: Additional Images | Image 2 | More pictures
  pieces: Pieces | Pack Size | Units per pack
  dimensions: Dimensions (L x W x H) | Package Dimensions
  mpn: Manufacturer Part Number | MPN
  hs_code: HS Code | Customs Tariff Number | Commodity code
  product_url: Product URL | Link | Deep link | Landing page URL
  weight_g: Weight | Gross Weight | Package weight
  tags: Tags | Search Terms
  max_quantity: Max Quantity
de
  sku: Artikelnummer | Art.-Nr. | Bestell-Nr.
  parent_sku: Vaterartikel | Übergeordnetes Produkt
  name: Bezeichnung | Artikelbezeichnung | Produktname
  description: Langtext | Beschreibung
  price: VK brutto | Preis inkl. MwSt. | Regulärer Preis
  cost: EK | Einkaufspreis | Händlereinkaufspreis
  msrp: UVP | Streichpreis
  currency: Währung
  quantity: Lagerbestand | Bestand | Verfügbare Menge
  availability: Verfügbarkeit | Lagerstatus
  main_image: Hauptbild | Bild-URL | Bild 1
  extra_images: Weitere Bilder | Bild 2
  brand: Marke | Hersteller
  mpn: Herstellernummer | HAN | Hersteller-Artikelnummer
  pieces: Verpackungseinheit | VPE
  length: Länge | Tiefe
  width: Breite
  height: Höhe
  dimensions: Maße (LxBxH) | Abmessungen
  hs_code: Zolltarifnummer
  gender: Geschlecht
  age_group: Altersgruppe
  material: Obermaterial
  product_url: Produkt-URL
  origin_country: Ursprungsland
  size: Größe | GRÖSSE | Konfektionsgröße
fr
  sku: Référence | Réf. article | Code article
  parent_sku: Référence parent
  name: Désignation | Libellé | Nom du produit
  description: Description longue | Descriptif
  price: Prix TTC | Prix de vente
  cost: Prix d'achat | Prix d’achat HT | Prix de gros
  msrp: Prix conseillé | Prix barré
  quantity: Quantité | Qté en stock | Stock disponible
  availability: Disponibilité
  main_image: Image principale | Lien image
  extra_images: Images supplémentaires
  gtin: Code-barres | Gencod
  mpn: Référence fabricant
  pieces: Nombre de pièces | Conditionnement
  hs_code: Code douanier
  shipping: Frais de port
  length: Longueur
  height: Hauteur
  size: Pointure
es
  sku: Referencia | Código de artículo | Codigo producto
  name: Nombre del producto | Título
  description: Descripción larga | DESCRIPCION
  price: Precio de venta | PVP | Precio con IVA
  cost: Precio de coste | Precio mayorista
  msrp: Precio tachado | PVPR
  quantity: Existencias | Cantidad en stock
  availability: Disponibilidad
  main_image: Imagen principal | URL de la imagen
  brand: Marca
  gtin: Código de barras
  color: Colores
  width: Ancho
  dimensions: Medidas
  hs_code: Código arancelario
  shipping: Gastos de envío
zh
  sku: 货号 | 商品编码 | 商品編號
  parent_sku: 款号 | 父SKU
  name: 商品名称 | 宝贝标题 | 產品名稱
  description: 商品描述 | 詳細描述
  price: 售价 | 销售价 | 價格
  cost: 成本价 | 进货价 | 批發價
  msrp: 吊牌价 | 建議零售價
  quantity: 库存数量 | 庫存
  availability: 库存状态
  main_image: 主图链接 | 商品主圖
  extra_images: 附图 | 图片2
  pieces: 件数 | 每包数量
  material: 材质
  hs_code: 海关编码
  weight_g: 毛重 | 净重
  shipping: 运费
  product_url: 商品链接
  gender: 适用性别
it
  sku: Codice articolo | Cod. prodotto
  name: Nome prodotto | Denominazione
  description: Descrizione | Descrizione breve
  price: Prezzo di vendita | Prezzo IVA inclusa
  cost: Prezzo d'acquisto
  msrp: Prezzo di listino
  quantity: Giacenza | Quantità disponibile
  availability: Disponibilità
  main_image: Immagine principale
  brand: Marchio
  gtin: Codice a barre
  category: Categoria prodotto
  height: Altezza
pl
  sku: Kod produktu | Nr katalogowy
  name: Nazwa towaru | Tytuł oferty
  description: Opis produktu
  price: Cena brutto
  cost: Cena hurtowa
  quantity: Stan magazynowy | Liczba sztuk
  availability: Dostępność
  main_image: Zdjęcie główne | Zdjęcie 1
  extra_images: Zdjęcie 2 | Dodatkowe zdjęcia
  mpn: Kod producenta
  condition: Stan
  weight_g: Waga
cs
  sku: Kód zboží | Katalogové číslo
  name: Název produktu | NAZEV
  description: Dlouhý popis
  price: Cena s DPH
  cost: Nákupní cena
  msrp: Doporučená cena
  quantity: Počet kusů | Množství skladem
  availability: Dostupnost
  main_image: Hlavní obrázek | URL obrázku
  extra_images: Další obrázky
  brand: Výrobce | Značka
  gtin: Čárový kód
sk
  name: Názov tovaru
  price: Predajná cena s DPH
  quantity: Počet kusov
  main_image: Hlavný obrázok
  color: Farba
ru
  sku: Артикул | Код товара
  name: Наименование | Название товара
  description: Описание товара
  price: Цена | Цена, руб.
  cost: Закупочная цена | Себестоимость
  msrp: Старая цена | РРЦ
  quantity: Остаток | Кол-во на складе
  availability: Наличие
  main_image: Главное фото | Ссылка на фото
  extra_images: Дополнительные фото
  gtin: Штрих-код
  brand: Бренд | Производитель
  pieces: Количество в упаковке
  hs_code: Код ТН ВЭД
  dimensions: Габариты (ДхШхВ)
uk
  sku: Код товару | Артикул товару
  name: Назва товару | Назва_позиції
  description: Опис товару
  price: Ціна | Ціна, грн
  cost: Закупівельна ціна
  quantity: Залишок | Кількість на складі
  availability: Наявність
  main_image: Головне фото | Посилання_зображення
  brand: Виробник
ja
  sku: 商品コード | 品番
  name: 商品名 | 商品タイトル
  description: 商品説明
  price: 販売価格 | 価格（税込）
  cost: 仕入価格
  msrp: メーカー希望小売価格
  quantity: 在庫数
  availability: 在庫状況
  main_image: メイン画像 | 商品画像URL
  extra_images: サブ画像
  gtin: JANコード
  mpn: メーカー品番
  pieces: 入数
ar
  sku: رمز المنتج | رقم الصنف
  name: اسم المنتج
  description: وصف المنتج
  price: السعر | سعر البيع
  cost: سعر التكلفة
  msrp: السعر قبل الخصم
  quantity: الكمية المتاحة | المخزون
  availability: حالة التوفر
  main_image: الصورة الرئيسية | رابط الصورة
  brand: العلامة التجارية
  gtin: الباركود
vi
  sku: Mã sản phẩm | Mã hàng
  name: Tên sản phẩm
  description: Mô tả sản phẩm
  price: Giá bán
  cost: Giá nhập
  msrp: Giá gốc
  quantity: Số lượng | Tồn kho
  availability: Tình trạng kho hàng
  main_image: Ảnh bìa | Hình ảnh
  brand: Thương hiệu
  color: Màu sắc
Shopify
  sku: Variant SKU
  parent_sku: Handle
  name: Title
  description: Body (HTML)
  brand: Vendor
  category: Product Category | Type
  price: Variant Price
  msrp: Variant Compare At Price
  cost: Cost per item
  quantity: Variant Inventory Qty
  gtin: Variant Barcode
  weight_g: Variant Grams
  main_image: Image Src
  variation_image: Variant Image
WooCommerce
  price: Regular price | Regulärer Preis | Tarif régulier | Precio normal
  quantity: Stock | Lager | Inventario
  availability: In stock? | Vorrätig? | En stock ? | ¿En inventario?
  sku: UGS
  gtin: GTIN, UPC, EAN, or ISBN | GTIN, UPC, EAN oder ISBN | GTIN, UPC, EAN ou ISBN
  parent_sku: Parent | Superior
  main_image: Images | Imágenes
  product_url: External URL | Externe URL
Magento
  quantity: qty
  availability: is_in_stock
  main_image: base_image
  extra_images: additional_images
  msrp: msrp_price
  origin_country: country_of_manufacture
PrestaShop
  sku: Reference #
  cost: Wholesale price
  price: Price tax included
  main_image: Image URLs (x,y,z...)
  length: Depth
OpenCart
  name: model
Shopware
  price: price_EK
  msrp: pseudoprice_EK
  parent_sku: mainnumber
JTL
  price: Std. VK Brutto
  cost: EK Netto (für GLD)
  parent_sku: Identifizierungsspalte Vaterartikel
Google Merchant
  sku: id
  name: title
  product_url: link
  main_image: image_link
  extra_images: additional_image_link
  availability: availability
  parent_sku: item_group_id
  category: google_product_category | product_type
  weight_g: shipping_weight
  pieces: multipack
Awin
  sku: merchant_product_id
  product_url: aw_deep_link | merchant_deep_link
  main_image: merchant_image_url | aw_image_url | large_image
  extra_images: alternate_image
  price: search_price | store_price
  msrp: rrp_price | product_price_old
  shipping: delivery_cost
  category: merchant_category
  color: colour
  gtin: product_GTIN
  availability: in_stock | stock_status
  parent_sku: parent_product_id
  size: Fashion:size
  gender: Fashion:suitable_for
Heureka
  sku: ITEM_ID
  name: PRODUCTNAME
  product_url: URL
  main_image: IMGURL
  extra_images: IMGURL_ALTERNATIVE
  price: PRICE_VAT
  category: CATEGORYTEXT
  parent_sku: ITEMGROUP_ID
  shipping_time: DELIVERY_DATE
Yandex YML
  sku: @id
  availability: @available
  parent_sku: @group_id
  mpn: vendorCode
  msrp: oldprice
  currency: currencyId
  category_id: categoryId
  main_image: picture
  quantity: count
BMEcat
  sku: SUPPLIER_PID | SUPPLIER_AID
  name: DESCRIPTION_SHORT | PRODUCT_DETAILS.DESCRIPTION_SHORT
  description: DESCRIPTION_LONG | ARTICLE_DETAILS.DESCRIPTION_LONG
  gtin: INTERNATIONAL_PID | PRODUCT_DETAILS.EAN
  brand: MANUFACTURER_NAME
  price: PRICE_AMOUNT | PRODUCT_PRICE_DETAILS.PRODUCT_PRICE.PRICE_AMOUNT
  currency: PRICE_CURRENCY
  main_image: MIME_SOURCE | MIME_INFO.MIME.MIME_SOURCE
eBay
  sku: Custom label (SKU)
  price: *StartPrice
  main_image: PicURL
  brand: C:Brand
  gtin: P:EAN
  condition: *ConditionID
Amazon
  sku: item_sku
  gtin: external_product_id
  price: standard_price
  main_image: main_image_url
  extra_images: other_image_url1
  size: size_name
  shipping_time: fulfillment_latency
  material: outer_material_type
Etsy
  currency: CURRENCY_CODE
  main_image: IMAGE1
  extra_images: IMAGE10
  material: MATERIALS
Mirakl
  sku: shop-sku
  parent_sku: variant-group-code
  shipping_time: leadtime-to-ship
Lazada
  sku: SellerSKU
  main_image: MainImage
  color: color_family
Shopee
  name: ps_product_name|1|0
  price: ps_price|1|1
  main_image: ps_item_cover_image
  extra_images: ps_item_image_1
  variation_image: et_title_image_per_variation
Taobao
  sku: outer_id
  quantity: num | 宝贝数量
  category_id: cid
  price: 一口价
Rakuten
  sku: SKU管理番号 | 商品管理番号
  parent_sku: 商品管理番号（商品URL）
  main_image: 商品画像パス1
  msrp: 表示価格
Mercado Libre
  gtin: Código universal de producto
  shipping: Costo de envío
Ozon
  name: Название товара
  msrp: Цена до скидки, руб.
  weight_g: Вес в упаковке, г*
  width: Ширина упаковки, мм*
  main_image: Ссылка на главное фото*
  extra_images: Ссылки на дополнительные фото
Wildberries
  sku: Артикул продавца
  gtin: Баркод
  category: Предмет
Allegro
  sku: SKU (Sygnatura)
  price: Cena PL
  product_url: Link do oferty
Flipkart
  sku: pid | uniq_id
  category: product_category_tree
  price: discounted_price
Wish
  sku: *Unique ID
  parent_sku: Parent Unique ID
  name: *Product Name | title_orig
  main_image: *Product Main Image URL | product_picture
  variation_image: Variant Main Image URL | Variation Image URL
  extra_images: Extra Image URL 10 | Clean Image URL
  quantity: Inventory | inventory_total
  price: Localized Price
  currency: Local Currency Code
  shipping: Shipping Price | shipping_option_price
  shipping_time: Shipping Time(enter without " ", just the estimated days )
  pieces: Pieces Included
  hs_code: Customs HS Code
  weight_g: Package Weight
  brand_id: Requested Product Brand ID
"""

# Prices that end or that no buyer pays, and what shops keep for themselves.
IGNORED = (
    "Sale price",
    "sale_price",
    "special_price",
    "Angebotspreis",
    "Tarif promo",
    "Precio rebajado",
    "VK netto",
    "Prix HT",
    "Cena bez DPH",
    "Цена со скидкой",
    "セール価格",
    "Variant Requires Shipping",
    "Google Shopping / Gender",
    "SEO Title",
    "aw_product_id",
    "crawl_timestamp",
    "units_sold",
    "tax_class_name",
    "Steuerklasse",
    "HEUREKA_CPC",
)


def table() -> list[tuple[str, str, str]]:
    """(language or shop, field, header) of every header above."""
    rows: list[tuple[str, str, str]] = []
    origin = ""
    for line in HEADERS.strip().splitlines():
        if line.startswith(" "):
            field, headers = line.strip().split(": ", 1)
            rows.extend((origin, field, header) for header in headers.split(" | "))
        else:
            origin = line
    return rows


@pytest.fixture(scope="module")
def declared() -> Declared[ColumnNames]:
    file = read_yaml(SHIPPED / "columns.yml")
    return Declared(parse(ColumnNames, file), file)


@pytest.fixture(scope="module")
def names(declared: Declared[ColumnNames]) -> ColumnNames:
    return declared.value


def test_headers_as_suppliers_write_them_name_their_field(names: ColumnNames) -> None:
    fields = {fold(synonym): field for field, synonyms in names.fields.items() for synonym in synonyms}
    rows = table()
    misses = [(*row, fields.get(fold(row[2]))) for row in rows if fields.get(fold(row[2])) != row[1]]
    assert misses == []
    assert len(rows) >= 300


def test_every_field_is_tried(names: ColumnNames) -> None:
    assert {field for _, field, _ in table()} == set(names.fields)


def test_required_fields_are_named_in_every_language(names: ColumnNames) -> None:
    tried = {(origin, field) for origin, field, _ in table()}
    assert {(language, field) for language in LANGUAGES for field in names.required} <= tried


def test_a_name_stands_once_and_says_something(declared: Declared[ColumnNames]) -> None:
    synonyms = [fold(synonym) for synonyms in declared.value.fields.values() for synonym in synonyms]
    ignored = [fold(name) for name in declared.value.ignore]
    assert [name for name, count in Counter([*synonyms, *ignored]).items() if count > 1 or not name] == []
    assert list(list_column_faults(declared)) == []


def test_prices_that_end_and_columns_of_the_shop_are_ignored(names: ColumnNames) -> None:
    ignored = {fold(name) for name in names.ignore}
    assert [header for header in IGNORED if fold(header) not in ignored] == []


@pytest.mark.parametrize(
    ("field", "better", "worse"),
    [
        ("sku", "Artikelnummer", "ID"),
        ("sku", "merchant_product_id", "model_number"),
        ("name", "name", "model"),
        ("price", "price", "discounted_price"),
        ("price", "discounted_price", "retail_price"),
        ("price", "PRICE_VAT", "PRICE"),
        ("price", "Localized Price", "*Price"),
        ("description", "Beschreibung", "Kurzbeschreibung"),
        ("main_image", "base_image", "images"),
        ("quantity", "product_variation_inventory", "inventory_total"),
        ("category", "Categories", "Type"),
        ("weight_g", "Package Weight", "Net weight"),
    ],
)
def test_the_better_of_two_columns_comes_first(names: ColumnNames, field: str, better: str, worse: str) -> None:
    order = [fold(synonym) for synonym in names.fields[field]]
    assert order.index(fold(better)) < order.index(fold(worse))


def test_ordinary_values_are_no_names(names: ColumnNames) -> None:
    known = {fold(name) for field, synonyms in names.fields.items() for name in (field, *synonyms)}
    values = "red black blau noir rojo 红色 чёрный new used neu S M L XL cotton USD EUR kg pcs yes no men women"
    assert [value for value in values.split() if fold(value) in known] == []
