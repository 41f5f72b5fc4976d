"""The shipped brands are sound, and a faulty table is told line by line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from expectations.brands import KINDS, Brand, BrandContexts, load_brands
from expectations.configuration import SHIPPED
from expectations.errors import ConfigError, ConfigErrors
from expectations.yaml_files import parse_file

HEADER = "brand\tkind\tsector\taliases\n"
CONTEXTS = """\
because: "-"
accessory_phrases: for, compatible with
accessory_goods: case, charger
sectors:
  phones: phone, tablet
  fashion: jacket, jeans
brands:
  Apple:
    contexts: iphone,
      macbook
    harmless: apple pie
"""


@pytest.fixture(scope="module")
def contexts() -> BrandContexts:
    return parse_file(BrandContexts, SHIPPED / "brand_contexts.yml")


@pytest.fixture(scope="module")
def brands(contexts: BrandContexts) -> tuple[Brand, ...]:
    return load_brands(SHIPPED / "brands.tsv", contexts)


def small_contexts(folder: Path, text: str = CONTEXTS) -> BrandContexts:
    path = folder / "brand_contexts.yml"
    path.write_text(text, encoding="utf-8")
    return parse_file(BrandContexts, path)


def read(folder: Path, rows: str) -> tuple[Brand, ...]:
    path = folder / "brands.tsv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return load_brands(path)


def faults(folder: Path, rows: str, contexts: BrandContexts | None = None) -> list[str]:
    path = folder / "brands.tsv"
    path.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(ConfigErrors) as raised:
        load_brands(path, contexts, shown=Path("brands.tsv"))
    return [str(fault) for fault in raised.value.errors]


def test_the_shipped_table_holds_thousands_of_every_sector(brands: tuple[Brand, ...], contexts: BrandContexts) -> None:
    assert len(brands) > 10_000
    assert {brand.kind for brand in brands} == set(KINDS)
    assert {brand.sector for brand in brands} == set(contexts.sectors)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Nike", "invented"),
        ("Louis Vuitton", "invented"),
        ("The North Face", "invented"),
        ("Under Armour", "invented"),
        ("iPhone", "invented"),
        ("Apple", "word"),
        ("Guess", "word"),
        ("Coach", "word"),
        ("Hermès", "word"),
        ("Tide", "word"),
        ("LV", "short"),
        ("MK", "short"),
        ("Next", "field"),
        ("Away", "field"),
    ],
)
def test_a_brand_is_as_strict_as_its_name_is_ordinary(brands: tuple[Brand, ...], name: str, kind: str) -> None:
    assert {brand.kind for brand in brands if name in brand.names} == {kind}


def test_everyday_words_are_never_found_everywhere(brands: tuple[Brand, ...]) -> None:
    everywhere = {name.casefold() for brand in brands if brand.kind == "invented" for name in brand.names}
    everyday = {
        *("apple", "gap", "guess", "coach", "target", "vans", "fossil", "dove", "boss", "diesel", "shell", "mini"),
        *("ring", "nest", "orange", "mango", "next", "only", "express", "object", "pieces", "select", "champion"),
        *("hunter", "stitch", "frozen", "bleach", "queen", "kiss", "tide", "gain", "dawn", "bounty", "mars", "camel"),
        *("vetements", "parfois", "contigo", "bruder", "anello", "testo", "frieren", "flannels", "qipao", "ecru"),
        *("emma", "chloe", "celine", "tiffany", "stella", "olivia", "jordan", "wilson", "martin", "taylor"),
        *("new look", "just for men", "among us", "one direction", "snap-on", "deep purple", "silver cross"),
    }
    assert everywhere & everyday == set()


def test_short_brands_are_short_and_written_in_capitals(brands: tuple[Brand, ...]) -> None:
    short = [name for brand in brands if brand.kind == "short" for name in brand.names]
    assert [name for name in short if sum(map(str.isalnum, name)) > 3] == []
    assert [name for name in short if name != name.upper()] == ["M&M's"]


def test_no_name_is_another_one_with_other_signs(brands: tuple[Brand, ...]) -> None:
    """They would be found twice in every text."""
    folded = Counter("".join(filter(str.isalnum, name.casefold())) for brand in brands for name in brand.names)
    assert [name for name, times in folded.items() if name and times > 1] == []


def test_only_a_brand_that_needs_a_context_has_words_of_its_own(
    brands: tuple[Brand, ...], contexts: BrandContexts
) -> None:
    kinds = {brand.name: brand.kind for brand in brands}
    assert {name: kinds[name] for name in contexts.brands if kinds[name] != "word"} == {}


def test_brands_keep_the_order_of_the_table(tmp_path: Path) -> None:
    rows = "Nike\tinvented\tsport\tNikes|Nike Air\nApple\tword\tphones\t\n"
    assert read(tmp_path, rows) == (
        Brand("Nike", "invented", "sport", ("Nikes", "Nike Air")),
        Brand("Apple", "word", "phones"),
    )


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    rows = (
        "Nike\tinvented\tsport\tNikes\n"
        "NIKE\tinvented\tsport\t\n"
        "Adidas\tinventd\tsport\t\n"
        "\tword\tsport\t\n"
        "Puma\tword\tsport\tPumas||nikes\n"
        "Gap\tword\t\t\n"
        "LV\tinvented\tsport\t\n"
        "Reebok\tinvented\n"
    )
    assert faults(tmp_path, rows) == [
        "brands.tsv:3: brand 'NIKE' is listed twice, first in line 2",
        "brands.tsv:4: kind 'inventd' is not allowed; did you mean 'invented'?",
        "brands.tsv:5: brand '' is blank or has spaces around it",
        "brands.tsv:6: alias '' is blank or has spaces around it",
        "brands.tsv:6: alias 'nikes' is listed twice, first in line 2",
        "brands.tsv:7: the sector is blank",
        "brands.tsv:8: brand 'LV' is too short to be found anywhere; make it kind 'short'",
        "brands.tsv:9: has 2 cells between tabs, not the 4 of brand, kind, sector, aliases",
    ]


def test_a_sector_without_contexts_and_words_for_no_brand_are_faults(tmp_path: Path) -> None:
    rows = "Appel\tword\tphones\t\nGap\tword\tfashoin\t\n"
    assert faults(tmp_path, rows, small_contexts(tmp_path)) == [
        "brands.tsv:3: sector 'fashoin' has no contexts in brand_contexts.yml; did you mean 'fashion'?",
        "brands.tsv: 'Apple' has words in brand_contexts.yml but is no brand here; did you mean 'Appel'?",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name\tkind\nNike\tinvented\n", "brands.tsv:1: the first line must be brand, kind, sector, aliases"),
        (b"", "brands.tsv:1: the first line must be"),
        (HEADER.encode() + "Hermès\tword\tfashion\t\n".encode("latin-1"), "brands.tsv: is not UTF-8 text"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "brands.tsv"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as raised:
        load_brands(path, shown=Path("brands.tsv"))
    assert str(raised.value).startswith(message)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        load_brands(tmp_path / "brands.tsv")


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    path = tmp_path / "brands.tsv"
    path.write_text(HEADER + "Nike\tinvented\tsport\t\n", encoding="utf-8-sig")
    assert load_brands(path) == (Brand("Nike", "invented", "sport"),)


def test_own_contexts_stand_instead_of_the_sectors(tmp_path: Path) -> None:
    contexts = small_contexts(tmp_path)
    apple, honor = Brand("Apple", "word", "phones"), Brand("Honor", "word", "phones")
    assert (contexts.contexts_of(apple), contexts.harmless_of(apple)) == (("iphone", "macbook"), ("apple pie",))
    assert (contexts.contexts_of(honor), contexts.harmless_of(honor)) == (("phone", "tablet"), ())


def test_phrases_may_stand_as_a_list_too(tmp_path: Path) -> None:
    text = CONTEXTS.replace("phone, tablet", "[phone, tablet]")
    assert small_contexts(tmp_path, text) == small_contexts(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("phone, tablet", "phone, tablet, Phone", "sectors.phones: listed twice: phone"),
        ("phone, tablet", "phone,, tablet", "sectors.phones"),
        ("harmless", "harmles", "unknown key 'brands.Apple.harmles'"),
    ],
)
def test_faulty_contexts_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(ConfigErrors, match=message.replace(".", r"\.")):
        small_contexts(tmp_path, CONTEXTS.replace(old, new))
