"""The sample supplier bazaar-mix: a dirty gzipped TSV with German headings and faults of every kind.

About half of the rows are good once cleaned. Each flaw sits in a row that is otherwise sound, so that a row
breaks what it is listed for and nothing else.
"""

from collections.abc import Callable, Iterator
from functools import partial

from catalogue import BAZAAR, HOME, Product, invent
from faulty_pictures import PICTURE_FLAWS, Make, plain
from feeds import APPROVED, REJECTED, WARN, Encode, Row, Sample, compress, gtin13, money, write_table

SUPPLIER = "bazaar-mix"
HEADER = [
    "Artikelnr.",
    "Bezeichnung",
    "Beschreibung",
    "VK brutto",
    "Bestand",
    "Schlagworte",
    "Bild",
    "Weitere Bilder",
    "Marke",
    "EAN",
    "Warengruppe",
    "Gewicht (g)",
    "Lagerort",
    "Interne Nr.",
]
SETTINGS = """\
# A wholesaler's stock list: German headings, decimal commas, HTML in the descriptions.
supplier: bazaar-mix
format: {type: tsv, encoding: utf-8}
columns:
  sku: Artikelnr.
  name: Bezeichnung
  description: Beschreibung
  price: VK brutto
  quantity: Bestand
  tags: Schlagworte
  main_image: Bild
  extra_images: Weitere Bilder
  brand: Marke
  gtin: EAN
  category: Warengruppe
  weight_g: Gewicht (g)
ignore: [Lagerort, Interne Nr.]
numbers: {decimal: ",", currency: USD}
expect:
  min: {rows: 80}
  max: {rows: 1000}
"""
SKU, NAME, DESCRIPTION, PRICE, QUANTITY, TAGS, PICTURE, EXTRA, BRAND, GTIN = range(10)

Change = Callable[[list[str]], None]


def put(column: int, value: str) -> Change:
    """Return the change that sets a cell."""

    def change(cells: list[str]) -> None:
        cells[column] = value

    return change


def rewrite(column: int, edit: Callable[[str], str]) -> Change:
    """Return the change that edits a cell."""

    def change(cells: list[str]) -> None:
        cells[column] = edit(cells[column])

    return change


def _html_paragraphs(text: str) -> str:
    first, _, rest = text.partition(". ")
    return f"<p><b>{first}.</b></p><p>{rest}</p>"


def _html_list(text: str) -> str:
    return "<ul>" + "".join(f"<li>{part.rstrip('.')}.</li>" for part in text.split(". ")) + "</ul>"


# Dirt that cleaning removes: each of these rows is good afterwards.
CLEANED: tuple[tuple[str, Change], ...] = (
    ("clean", put(BRAND, "Bazaar Mix")),
    ("html_paragraphs", rewrite(DESCRIPTION, _html_paragraphs)),
    ("html_list", rewrite(DESCRIPTION, _html_list)),
    ("entity_amp", rewrite(DESCRIPTION, lambda text: text + " Suits kitchen &amp; hallway.")),
    ("entity_nbsp", rewrite(NAME, lambda text: text.replace(" ", "&nbsp;", 1))),
    ("entity_eacute", rewrite(DESCRIPTION, lambda text: text + " A nice touch of d&eacute;cor.")),
    ("zero_width", rewrite(NAME, lambda text: text.replace(" ", "\u200b \u200b", 2))),
    ("double_spaces", rewrite(NAME, lambda text: f"  {text.replace(' ', '  ')} ")),
    ("line_break", rewrite(DESCRIPTION, lambda text: text.replace(". ", ".\n", 1))),
    ("price_currency_code", rewrite(PRICE, lambda text: f"US$ {text}")),
    ("price_dollar_sign", rewrite(PRICE, lambda text: f"{text} $")),
    ("no_break_space", rewrite(NAME, lambda text: text.replace(" ", "\u00a0"))),
    ("br_tags", rewrite(DESCRIPTION, lambda text: text.replace(". ", ".<br/>"))),
    ("picture_folder", rewrite(PICTURE, lambda text: f"images/{text}")),
    ("inch_mark", rewrite(DESCRIPTION, lambda text: text + ' The parcel is 16" long.')),
    ("tag_repeated", rewrite(TAGS, lambda text: f"{text}, {text.split(', ')[0].title()}")),
    ("quantity_padded", rewrite(QUANTITY, lambda text: f" {text} ")),
    ("clean", put(BRAND, "Bazaar Mix")),
)
GOOD_ROWS = 44

TWELVE_TAGS = [
    "home",
    "kitchen",
    "table",
    "garden",
    "hallway",
    "shelf",
    "present",
    "wood",
    "order",
    "comfort",
    "living",
    "dining",
]

# Row flaws: topic, verdict, change. The picture of these rows is one of a small pool.
FLAWS: tuple[tuple[str, str, Change], ...] = (
    ("price.shipping_text", REJECTED, put(PRICE, "49,99 + S/H")),
    ("price.free", REJECTED, put(PRICE, "free")),
    ("price.missing", REJECTED, put(PRICE, "")),
    ("price.zero", REJECTED, put(PRICE, "0")),
    ("price.currency", REJECTED, put(PRICE, "€ 12,99")),
    ("price.text", REJECTED, put(PRICE, "auf Anfrage")),
    ("price.negative", REJECTED, put(PRICE, "-4,99")),
    ("price.outlier", WARN, put(PRICE, "1.299,00 US$")),
    ("quantity.text", REJECTED, put(QUANTITY, "plenty")),
    ("quantity.negative", REJECTED, put(QUANTITY, "-3")),
    ("quantity.maximum", REJECTED, put(QUANTITY, "600000")),
    ("quantity.missing", REJECTED, put(QUANTITY, "")),
    ("quantity.unit", APPROVED, put(QUANTITY, "12 pcs")),
    ("quantity.zero", WARN, put(QUANTITY, "0")),
    ("name.missing", REJECTED, put(NAME, "")),
    ("name.placeholder", REJECTED, put(NAME, "test")),
    ("name.placeholder", REJECTED, put(NAME, "n/a")),
    ("name.placeholder", REJECTED, put(NAME, "4711")),
    ("description.missing", REJECTED, put(DESCRIPTION, "")),
    ("description.like_name", WARN, lambda cells: put(DESCRIPTION, cells[NAME])(cells)),
    (
        "description.length",
        WARN,
        rewrite(DESCRIPTION, lambda text: (text + " ") * (5000 // (len(text) + 1) + 1)),
    ),
    ("tags.count", WARN, rewrite(TAGS, lambda text: ", ".join(f"{word} idea" for word in TWELVE_TAGS))),
    (
        "tags.length",
        REJECTED,
        put(TAGS, "home, kitchen, " + "very useful household article " * 3 + "at home ever"),
    ),
    ("gtin.leading_zero", WARN, rewrite(GTIN, lambda text: gtin13("0069912", int(text[-4:])).lstrip("0"))),
    ("gtin.scientific", REJECTED, put(GTIN, "4.00638E+12")),
    ("gtin.check_digit", WARN, rewrite(GTIN, lambda text: text[:-1] + str((int(text[-1]) + 1) % 10))),
    ("gtin.zeros", WARN, put(GTIN, "0000000000000")),
    ("gtin.letters", REJECTED, put(GTIN, "69912ABC00017")),
    ("gtin.length", REJECTED, put(GTIN, "6991234")),
    ("sku.length", REJECTED, put(SKU, "7")),
    ("sku.missing", REJECTED, put(SKU, "")),
    ("sku.length", REJECTED, put(SKU, "BM-" + "0123456789" * 9 + "0123456")),
    ("picture.missing", REJECTED, put(PICTURE, "not-delivered-01.jpg")),
    ("picture.missing", REJECTED, put(PICTURE, "not-delivered-02.jpg")),
    ("picture.empty", REJECTED, put(PICTURE, "")),
)


def bazaar_mix() -> Sample:
    """Return the dirty supplier."""
    sample = Sample(SUPPLIER, "stock.tsv.gz", b"", [], SETTINGS)
    products = _products()
    rows: list[Row | None] = [_good(sample, next(products), i) for i in range(GOOD_ROWS)]
    rows += [_pictured(sample, next(products), i, *flaw) for i, flaw in enumerate(PICTURE_FLAWS)]
    flawed: list[Row | None] = [_flawed(sample, next(products), i, *flaw) for i, flaw in enumerate(FLAWS)]
    flawed += _repeated_skus(sample, products)
    flawed += _broken_lines(sample, products)
    for place, row in enumerate(flawed):
        rows.insert(min(len(rows), 3 + place * 2), row)
    rows[20:20] = [None]
    rows[61:61] = [None, None]
    rows.append(_unbalanced(sample, next(products)))
    text, sample.rows = write_table(HEADER, rows, delimiter="\t")
    sample.feed = compress(("\ufeff" + text).encode())
    return sample


def _products() -> Iterator[Product]:
    for style in range(4, 9):
        for place, kind in enumerate((*BAZAAR, *HOME)):
            yield invent(kind, style, seed=place + style * 2)


def _cells(product: Product, number: int, picture: str) -> list[str]:
    return [
        f"BM-{2000 + number}",
        product.name,
        product.description,
        money(product.price).replace(".", ","),
        str(product.quantity),
        ", ".join(product.tags),
        picture,
        "",
        "",
        gtin13("6991305", number),
        product.kind.category,
        str(product.weight_g),
        f"R{number % 7 + 1}-{number % 19 + 1:02d}",
        f"{90000 + number}",
    ]


def _row(cells: list[str], verdict: str = APPROVED, topic: str = "") -> Row:
    return Row(cells[SKU], tuple(cells), verdict, topic)


def _good(sample: Sample, product: Product, number: int) -> Row:
    picture = f"{product.kind.drawing.replace('_', '-')}-{number + 1:02d}.jpg"
    sample.pictures[picture] = partial(plain, product, number)
    cells = _cells(product, number, picture)
    topic, change = CLEANED[number % len(CLEANED)]
    change(cells)
    return _row(cells, APPROVED, "" if topic == "clean" else f"cleaned.{topic}")


def _flawed(sample: Sample, product: Product, number: int, topic: str, verdict: str, change: Change) -> Row:
    if verdict == REJECTED:
        picture = f"box-{number % 5 + 1:02d}.jpg"
        sample.pictures[picture] = partial(plain, invent(HOME[5], number % 5, seed=9), number % 5)
    else:
        picture = f"{product.kind.drawing.replace('_', '-')}-{200 + number}.jpg"
        sample.pictures[picture] = partial(plain, product, number + 2)
    cells = _cells(product, 200 + number, picture)
    change(cells)
    return _row(cells, verdict, topic)


def _repeated_skus(sample: Sample, products: Iterator[Product]) -> list[Row | None]:
    same = _flawed(sample, next(products), 60, "sku.repeated_first", APPROVED, put(SKU, "BM-3001"))
    again = Row(same.sku, same.cells, REJECTED, "sku.repeated_equal")
    rows: list[Row | None] = [same, again]
    for number in (61, 62, 63, 64):
        sku = f"BM-{3002 + (number - 61) // 2}"
        rows.append(_flawed(sample, next(products), number, "sku.repeated_different", REJECTED, put(SKU, sku)))
    return rows


def _broken_lines(sample: Sample, products: Iterator[Product]) -> list[Row | None]:
    """Return records with too few and too many fields."""
    rows: list[Row | None] = []
    for number, width in ((65, 5), (66, 9), (67, 16), (68, 17)):
        row = _flawed(sample, next(products), number, "row.fields", REJECTED, put(BRAND, ""))
        rows.append(Row(row.sku, (*row.cells, "Sonderposten", "2. Wahl", "x")[:width], row.verdict, row.topic))
    return rows


def _unbalanced(sample: Sample, product: Product) -> Row:
    """Return the last record, whose description opens a quote that never closes."""
    row = _flawed(sample, product, 69, "row.quote", REJECTED, put(BRAND, ""))
    cells = list(row.cells)
    cells[DESCRIPTION] = '"' + cells[DESCRIPTION]
    return Row(row.sku, row.cells, row.verdict, row.topic, raw="\t".join(cells))


def _pictured(sample: Sample, product: Product, number: int, topic: str, verdict: str, picture: str, make: Make) -> Row:
    encode: Encode = partial(make, product, number)
    sample.pictures[picture] = encode
    return _row(_cells(product, 100 + number, picture), verdict, topic)
