from __future__ import annotations

from pathlib import Path

import pytest

from tests.tasks.normalise.shops.feeds import arranged, said

ENGLISH = """ID,Type,SKU,"GTIN, UPC, EAN, or ISBN",Name,Published,Is featured?,Visibility in catalog,Short description,\
Description,In stock?,Stock,Backorders allowed?,Weight (kg),Length (cm),Sale price,Regular price,Categories,Tags,\
Images,Parent,Grouped products,Upsells,External URL,Brands,Attribute 1 name,Attribute 1 value(s),Attribute 2 name,\
Attribute 2 value(s)
1,variable,TEE,,Tee,1,0,visible,Short.,Long.,1,,0,0.2,30,,,Shirts,linen,"https://x.test/a.jpg, https://x.test/b.jpg",,,,,\
Acme,Color,"Red, Blue",Logo,"Yes, No"
2,variation,TEE-R,4006381333931,Tee - Red,1,0,visible,,,1,4,0,,,9,12,,,https://x.test/r.jpg,TEE,,,,,Color,Red,Logo,Yes
3,variation,TEE-B,,Tee - Blue,1,0,visible,,,0,,0,0.3,,,12,,,,id:1,,,,,Color,Blue,Logo,No
4,variable,,,Cap,1,0,visible,,,1,,0,,,,,,,,,,,,,pa_size,"S, M",,
5,variation,CAP-S,,Cap - S,1,0,visible,,,backorder,,1,,,,5,,,,id:4,,,,,pa_size,S,,
6,variation,CAP-M,,Cap - M,1,0,visible,,,1,parent,0,,,,5,,,,id:4,,,,,pa_size,M,,
7,simple,MUG,,Mug,1,0,visible,Only short.,,1,7,0,,,,8,,,,,,,,,Color,"Grey\\, matt",Material,"Steel, Cork"
8,grouped,SET,,Set,1,0,visible,,For two.,1,,0,,,,,,,,,"id:4, MUG, TEE",,,,,,,
9,"simple, downloadable, virtual",SONG,,Song,1,0,visible,,,1,,0,,,,1,,,,,,,,,,,,
10,external,BOOK,,Book,-1,0,visible,,,1,,0,,,,3,,,,,,,https://b.test,,,,,
"""


@pytest.mark.parametrize("shard_rows", [1, 100])
def test_variations_find_their_parent_and_groups_have_no_say(tmp_path: Path, shard_rows: int) -> None:
    rows = arranged(tmp_path, ENGLISH, shop="woocommerce", shard_rows=shard_rows)
    assert said(rows, "kind", "product", "sku", "parent_sku", "name", "color", "size", "price") == [
        ("folded", "TEE", "TEE", None, "Tee", None, None, None),
        ("variation", "TEE", "TEE-R", "TEE", "Tee - Red", "Red", "Logo: Yes", "12"),
        ("variation", "TEE", "TEE-B", "TEE", "Tee - Blue", "Blue", "Logo: No", "12"),
        ("folded", "id:4", None, "id:4", "Cap", None, None, None),
        ("variation", "id:4", "CAP-S", "id:4", "Cap - S", None, "S", "5"),
        ("variation", "id:4", "CAP-M", "id:4", "Cap - M", None, "M", "5"),
        ("variation", "MUG", "MUG", None, "Mug", "Grey, matt", None, "8"),
        ("folded", "MUG", "SET", "MUG", None, None, None, None),
        ("variation", "SONG", "SONG", None, "Song", None, None, "1"),
        ("variation", "BOOK", "BOOK", None, "Book", None, None, "3"),
    ]


def test_variations_inherit_weight_and_measures_and_no_stock(tmp_path: Path) -> None:
    rows = arranged(tmp_path, ENGLISH, shop="woocommerce")
    assert said(rows, "sku", "weight_g", "length", "quantity", "availability")[:7] == [
        ("TEE", "0.2", "30", None, "in stock"),
        ("TEE-R", "0.2 kg", "30 cm", "4", "in stock"),
        ("TEE-B", "0.3", "30 cm", None, "out of stock"),
        (None, None, None, None, "in stock"),
        ("CAP-S", None, None, None, "backorder"),
        ("CAP-M", None, None, "parent", "in stock"),
        ("MUG", None, None, "7", "in stock"),
    ]
    assert said(rows, "description", "brand", "gtin", "main_image")[:2] == [
        ("Long.", "Acme", None, "https://x.test/a.jpg, https://x.test/b.jpg"),
        (None, None, "4006381333931", "https://x.test/r.jpg"),
    ]
    assert said(rows, "description", "material")[6] == ("Only short.", None)


TRANSLATED = {
    "German": """ID,Typ,Artikelnummer,Name,Veröffentlicht,Ist hervorgehoben?,Sichtbarkeit im Katalog,Beschreibung,\
Vorrätig?,Lager,Gewicht (g),Angebotspreis,Regulärer Preis,Kategorien,Bilder,Übergeordnetes Produkt,Attribut 1 Name,\
Attribut 1 Wert(e)""",
    "French": """ID,Type,UGS,Nom,Publié,Mis en avant ?,Visibilité dans le catalogue,Description,En stock ?,\
Stock,Poids (g),Tarif promo,Tarif régulier,Catégories,Images,Parent,Nom de l’attribut 1,Valeur(s) de l’attribut 1 """,
    "Spanish": """ID,Tipo,SKU,Nombre,Publicado,¿Está destacado?,Visibilidad en el catálogo,Descripción,¿En inventario?,\
Inventario,Peso (g),Precio rebajado,Precio normal,Categorías,Imágenes,Superior,Nombre del atributo 1,\
Valor(es) del atributo 1""",
}


@pytest.mark.parametrize(
    ("language", "option"), [("German", "Größe"), ("French", "Taille"), ("Spanish", "Talla")], ids=str
)
def test_headers_in_the_language_of_the_shop(tmp_path: Path, language: str, option: str) -> None:
    text = f"""{TRANSLATED[language]}
1,variable,TEE,Tee,1,0,visible,Soft,1,,150,,,Shirts,a.jpg,,{option},"S, M"
2,variation,TEE-S,Tee S,1,0,visible,,1,4,,9,12,,,id:1,{option},S
"""
    fields = ("kind", "product", "sku", "name", "size", "price", "quantity", "weight_g", "availability", "main_image")
    assert said(arranged(tmp_path, text, shop="woocommerce"), *fields) == [
        ("folded", "TEE", "TEE", "Tee", None, None, None, "150", "in stock", "a.jpg"),
        ("variation", "TEE", "TEE-S", "Tee S", "S", "12", "4", "150 g", "in stock", None),
    ]
