"""The bundled samples of the demo are what their generator writes, and their clean rows are clean."""

import csv
import gzip
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, UnidentifiedImageError
from ruamel.yaml import YAML
from stdnum import ean

DEMO = Path(__file__).parents[2] / "deployments" / "demo"
SUPPLIERS = ("aurora-home", "bazaar-mix", "night-deals", "trail-wear")
FEEDS = {
    "aurora-home": ("products.csv", ","),
    "bazaar-mix": ("stock.tsv.gz", "\t"),
    "night-deals": ("night_deals.csv", ";"),
    "trail-wear": ("trail_wear.csv", ","),
}
# The columns of SKU, name, description, tags; then those of pictures.
COLUMNS = {
    "aurora-home": ("SKU", "Name", "Description", "Tags", "Main Image", "Extra Images"),
    "bazaar-mix": ("Artikelnr.", "Bezeichnung", "Beschreibung", "Schlagworte", "Bild", "Weitere Bilder"),
    "night-deals": ("Item No", "Headline", "Text", "Keywords", "Picture", "More Pictures"),
    "trail-wear": (
        "Article",
        "Title",
        "Details",
        "Keywords",
        "Style Image",
        "Colour Image",
        "Further Images",
    ),
}
# Words that draw a marketplace's attention; `*` stands for any ending.
TELLTALE_WORDS = """
new, cheap, free, sale, hot, deal, best price, lowest price, discount, promotion, top seller, best seller
limited offer, clearance, free gift, shipping, ships in, delivery, drop ship*, same day dispatch, usps
ups, fedex, dhl, police, sheriff, money back, warrant*, guarantee*, refund*, whatsapp, wechat, telegram
facebook, instagram, skype, e-mail, amazon, prime, aliexpress, alibaba, taobao, ebay, etsy, walmart
shopee, lazada, joom, temu, shein, wish, fda, ce certified, fbi, uber, lyft, grab, ola, curb, replica
fake, knock*, dupe, 1:1, mirror quality, inspired by, same as, mystery, surprise, lucky, random*, gun
knife, firearm, pistol, rifle, ammo, bullet, silencer, suppressor, machete, grenade, crossbow, laser*
cigar*, tobacco, nicotine, vape*, bong, weed, marijuana, cannabis, cbd, thc, hemp, poppers, grinder
prescription, antibiotic, penicillin, injection, syringe, filler, contact lens*, painkiller, ointment
cough, cure*, heal*, treat*, cancer, diabetes, covid, slimming, detox, butane, benzene, lithium, batter*
fireworks, gasoline, refrigerant, pesticide, magnet*, gift card, subscription, account, followers, likes
top up, tour, dvd, blu-ray, vinyl record, cassette, ebook, software, spy*, hidden camera, jammer, nazi
swastika, confederate, banknote, seed*, live plant, ivory, rhino, coral, tortoise shell, rechargeable
usb, liquid, cream, gel, oil, serum, lotion, ink, paint*, powder, steel, alloy, iron, brass, copper
aluminium, aluminum, zinc, silver, gold, bullion, diamond, helmet, car seat, seat belt, alcohol, vitamin*
"""
TELLTALE = re.compile(
    r"\b(?:"
    + "|".join(
        re.escape(word.strip()).replace(r"\*", r"\w*")
        for line in TELLTALE_WORDS.strip().splitlines()
        for word in line.split(",")
    )
    + r")\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo")
    subprocess.run([sys.executable, str(DEMO / "generate.py"), "--out", str(out)], check=True)
    return out


def feed_text(supplier: str) -> str:
    content = (DEMO / "inbox" / supplier / FEEDS[supplier][0]).read_bytes()
    return (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode("utf-8-sig")


def records(supplier: str) -> list[dict[str, str]]:
    return list(csv.DictReader(feed_text(supplier).splitlines(keepends=True), delimiter=FEEDS[supplier][1]))


def expected(supplier: str) -> list[dict[str, str]]:
    with (DEMO / "expected.csv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["supplier"] == supplier]


def files_in(root: Path) -> set[str]:
    written_folders = [root / "suppliers", root / "inbox"]
    found = [path for folder in written_folders for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(root)) for path in [*found, root / "store.yml", root / "expected.csv"]}


def is_picture(name: str) -> bool:
    return "/images/" in name


def decoded(path: Path) -> Image.Image | None:
    try:
        with Image.open(path) as picture:
            picture.load()
            return picture.copy()
    except (UnidentifiedImageError, OSError):
        return None


def test_generator_writes_exactly_the_committed_files(written: Path) -> None:
    assert files_in(written) == files_in(DEMO)


def test_feeds_settings_and_expectations_regenerate_byte_for_byte(written: Path) -> None:
    texts = sorted(name for name in files_in(DEMO) if not is_picture(name))
    assert [name for name in texts if (written / name).read_bytes() != (DEMO / name).read_bytes()] == []


def test_pictures_regenerate_with_the_same_size_and_nearly_the_same_pixels(written: Path) -> None:
    different = []
    for name in sorted(filter(is_picture, files_in(DEMO))):
        committed, fresh = decoded(DEMO / name), decoded(written / name)
        if committed is None or fresh is None:
            is_same = committed is fresh
        else:
            is_same = (committed.size, committed.mode) == (fresh.size, fresh.mode) and _distance(committed, fresh) < 1
        if not is_same:
            different.append(name)
    assert different == []


def _distance(first: Image.Image, second: Image.Image) -> float:
    pixels, others = (np.asarray(picture.convert("L"), dtype=np.float64) for picture in (first, second))
    return float(np.abs(pixels - others).mean())


def test_only_the_truncated_picture_and_the_web_page_cannot_be_decoded() -> None:
    broken = [name for name in sorted(filter(is_picture, files_in(DEMO))) if decoded(DEMO / name) is None]
    assert [Path(name).name for name in broken] == ["page-01.jpg", "truncated-01.jpg"]


def test_samples_are_of_a_size_to_be_judged_by_eye() -> None:
    counts = Counter({supplier: len(expected(supplier)) for supplier in SUPPLIERS})
    assert all(counts[supplier] >= 60 for supplier in SUPPLIERS)
    assert 350 <= counts.total() <= 450
    assert sum((DEMO / name).stat().st_size for name in files_in(DEMO)) < 3_700_000


@pytest.mark.parametrize("supplier", SUPPLIERS)
def test_every_expected_row_starts_on_the_line_named(supplier: str) -> None:
    lines = feed_text(supplier).split("\n")
    wrong = [row for row in expected(supplier) if row["sku"] not in lines[int(row["source_row"]) - 1]]
    assert wrong == []


@pytest.mark.parametrize("supplier", SUPPLIERS)
def test_every_record_of_the_feed_is_expected(supplier: str) -> None:
    assert [row["sku"] for row in expected(supplier)] == [row[COLUMNS[supplier][0]] for row in records(supplier)]


@pytest.mark.parametrize("supplier", SUPPLIERS[1:])
def test_supplier_file_decides_about_every_column(supplier: str) -> None:
    settings = YAML(typ="safe").load(DEMO / "suppliers" / f"{supplier}.yml")
    header = feed_text(supplier).splitlines()[0].split(FEEDS[supplier][1])
    assert sorted(header) == sorted([*settings["columns"].values(), *settings.get("ignore", [])])


def test_about_half_of_the_dirty_supplier_is_good_after_cleaning() -> None:
    verdicts = Counter(row["expected_verdict"] for row in expected("bazaar-mix"))
    assert 0.45 <= verdicts["approved"] / verdicts.total() <= 0.6


def test_clean_supplier_expects_only_approvals() -> None:
    assert {(row["expected_verdict"], row["topic"]) for row in expected("aurora-home")} == {("approved", "")}


def test_clean_supplier_has_valid_and_distinct_gtins() -> None:
    gtins = [row["GTIN"] for row in records("aurora-home")]
    assert all(len(gtin) == 13 and gtin.startswith("69") and ean.is_valid(gtin) for gtin in gtins)
    assert len(set(gtins)) == len(gtins)


def test_clean_supplier_keeps_names_descriptions_and_numbers_in_bounds() -> None:
    for row in records("aurora-home"):
        words = row["Name"].split()
        assert 4 <= len(words) <= 10, row["Name"]
        assert len(row["Name"]) <= 150
        assert all(word[0].isupper() or word[0].isdigit() or word in ("ml", "cm") for word in words), words
        assert 120 <= len(row["Description"]) <= 400, row["Description"]
        assert words[-1].lower() in row["Description"]
        assert 3 <= len(row["Tags"].split(", ")) <= 8
        assert 4.99 <= float(row["Price"]) <= 59.99
        assert 5 <= int(row["Quantity"]) <= 500
        assert int(row["Weight (g)"]) > 0


@pytest.mark.parametrize("supplier", SUPPLIERS)
def test_good_rows_use_no_telltale_word_but_the_lookalikes(supplier: str) -> None:
    hits = [
        (plan["sku"], hit.group())
        for row, plan in zip(records(supplier), expected(supplier), strict=True)
        if plan["expected_verdict"] == "approved" and plan["topic"] != "lookalike"
        for hit in TELLTALE.finditer(" ".join(row[column] for column in COLUMNS[supplier][1:4]))
    ]
    assert hits == []


def test_clean_products_have_names_and_main_pictures_of_their_own() -> None:
    rows = records("aurora-home")
    assert len({row["Name"] for row in rows}) == len({row["Main Image"] for row in rows}) == len(rows)


@pytest.mark.parametrize("supplier", SUPPLIERS)
def test_every_picture_a_usable_row_names_was_delivered(supplier: str) -> None:
    inbox = DEMO / "inbox" / supplier
    named = {
        cell.removeprefix("images/")
        for row, plan in zip(records(supplier), expected(supplier), strict=True)
        if plan["expected_verdict"] in ("approved", "warn")
        for column in COLUMNS[supplier][4:]
        for cell in row[column].split("|")
        if cell
    }
    assert named
    assert [name for name in sorted(named) if not (inbox / "images" / name).is_file()] == []


def test_every_delivered_picture_is_named_by_a_row() -> None:
    named = {supplier: feed_text(supplier) for supplier in SUPPLIERS}
    pictures = [path for supplier in SUPPLIERS for path in (DEMO / "inbox" / supplier / "images").iterdir()]
    assert [path.name for path in pictures if path.name not in named[path.parents[1].name]] == []


def test_policy_breakers_cover_many_topics() -> None:
    topics = {row["topic"].split(".")[0] for row in expected("night-deals")} - {"", "lookalike"}
    assert len(topics) >= 30


def test_clothing_has_four_or_more_variations_a_product() -> None:
    sizes = Counter(row["Style"] for row in records("trail-wear"))
    assert min(sizes.values()) >= 4
    assert len(sizes) == 10


def test_clothing_ends_every_line_with_carriage_return_and_line_feed() -> None:
    lines = feed_text("trail-wear").split("\n")
    assert lines[-1] == ""
    assert all(line.endswith("\r") for line in lines[:-1])
