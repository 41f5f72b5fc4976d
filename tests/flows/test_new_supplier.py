"""`new supplier`, and the golden folders it writes: the bundled ones and those of a team's own configuration."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from expectations.configuration import SHIPPED, load_configuration, read_supplier
from flows.commands.new import GOLDEN
from flows.sample import read_sample
from tests.flows.commands import shelfready

DEMO = Path(__file__).resolve().parents[2] / "deployments" / "demo"
OWN = os.environ.get("SHELFREADY_CONFIG")
FOLDERS = [
    (config, folder)
    for config in dict.fromkeys((DEMO, SHIPPED, *([Path(OWN)] if OWN else [])))
    for folder in sorted((config / GOLDEN).glob("*/"))
]
FEED = (
    "Artikelnummer;Bezeichnung;Beschreibung;VK brutto;Lagerbestand;Hauptbild;Farbe;Feld 9\n"
    "M-1;Stahlbecher;Hält warm;1.299,00 €;> 10;a.jpg;schwarz;x\n"
    "M-2;Glaskrug;Klar;9,50 €;12;b.jpg;weiß;y\n"
)


def kept(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


@pytest.mark.parametrize(("config", "folder"), FOLDERS, ids=[folder.name for _, folder in FOLDERS])
def test_a_golden_feed_still_becomes_its_lines(config: Path, folder: Path) -> None:
    declared = load_configuration(config if config != SHIPPED else None)
    (feed,) = folder.glob("feed*")
    supplier = read_supplier(config / "suppliers" / f"{folder.name}.yml", declared.columns)
    made = read_sample(feed, supplier, declared, dt.date(2026, 11, 1))
    assert_frame_equal(made.lines, kept(folder / "lines.csv"), check_dtype=False)
    assert_frame_equal(made.told, kept(folder / "changes.csv"), check_dtype=False)


def test_a_supplier_file_is_proposed_with_reasons_questions_and_a_golden_folder(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    (tmp_path / "liste.csv").write_text(FEED, encoding="utf-8")

    done = shelfready("new", "supplier", "nord", str(tmp_path / "liste.csv"), SHELFREADY_CONFIG=str(config))

    assert done.returncode == 0, done.stderr
    text = (config / "suppliers" / "nord.yml").read_text(encoding="utf-8")
    assert "price: VK brutto # 1.00: 'VK brutto' is known as" in text
    declared = load_configuration(config)
    supplier = declared.suppliers["nord"]
    assert (supplier.numbers.decimal, supplier.numbers.currency) == (",", "EUR")
    assert any("'Feld 9'" in question for question in supplier.questions)
    made = read_sample(config / GOLDEN / "nord" / "feed.csv", supplier, declared, dt.date(2026, 11, 1))
    assert_frame_equal(made.lines, kept(config / GOLDEN / "nord" / "lines.csv"), check_dtype=False)
    assert list(made.rows["price_minor"]) == [129900, 950]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Nord", "{feed}"), "is no supplier id"),
        (("nord", "nothing.csv"), "there is no such file"),
        (("taken", "{feed}"), "exists already"),
    ],
)
def test_what_cannot_be_proposed_is_said_in_one_line(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text(FEED, encoding="utf-8")
    (tmp_path / "config" / "suppliers").mkdir(parents=True)
    (tmp_path / "config" / "suppliers" / "taken.yml").write_text("supplier: taken\n")
    given = [one.format(feed=feed) for one in arguments]
    done = shelfready("new", "supplier", *given, SHELFREADY_CONFIG=str(tmp_path / "config"))
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
