from __future__ import annotations

from pathlib import Path
from typing import Any

from expectations.configuration import read_supplier
from expectations.suppliers import Supplier
from flows.supplier_file import supplier_file
from tasks.job import configuration


def mapping(**said: Any) -> dict[str, Any]:
    made = {
        "header_id": "0" * 12,
        "columns": {"sku": ["Nr"], "tags": ["T1", "T2"]},
        "reasons": {"sku": {"score": 0.97, "margin": 0.5, "reason": "'Nr' is known as 'nr'"}},
        "questions": [],
        "missing": [],
        "unmapped": [],
        "numbers": {"decimal": ",", "currency": None},
    }
    return made | said


def read_back(text: str, folder: Path) -> Supplier:
    (folder / "acme.yml").write_text(text, encoding="utf-8")
    return read_supplier(folder / "acme.yml", configuration(None).columns)


def test_the_file_states_the_mapping_with_its_reasons_and_can_be_given_back(tmp_path: Path) -> None:
    text = supplier_file(Supplier(supplier="acme"), [mapping()])
    assert "sku: Nr  # 0.97: 'Nr' is known as 'nr'" in text
    made = read_back(text, tmp_path)
    assert made.columns == {"sku": "Nr", "tags": ("T1", "T2")}
    assert (made.numbers.decimal, made.questions) == (",", ())


def test_what_is_open_is_asked_with_its_candidates(tmp_path: Path) -> None:
    question = {"field": "price", "candidates": [{"column": "Betrag", "score": 0.6, "reason": "like prices"}]}
    text = supplier_file(
        Supplier(supplier="acme"),
        [mapping(questions=[question], missing=["price", "quantity"], unmapped=["Lager"])],
        refused="feed.csv: no column for 'price'",
    )
    asked = read_back(text, tmp_path).questions
    assert [one.split("?")[0].split(":")[0] for one in asked] == [
        "feed.csv",
        "which column is price",
        "no column may be quantity",
        "what is the column 'Lager'",
    ]
    assert "'Betrag' (0.60: like prices)" in asked[1]


def test_a_feed_with_another_header_is_remembered_by_its_id(tmp_path: Path) -> None:
    other = mapping(header_id="a" * 12, columns={"sku": ["Code"]}, numbers={"decimal": ".", "currency": None})
    made = read_back(supplier_file(Supplier(supplier="acme"), [mapping(), other]), tmp_path)
    assert [(one.header, one.columns) for one in made.confirmed] == [("a" * 12, {"sku": "Code"})]
    assert made.numbers.decimal is None


def test_what_the_supplier_stated_stays(tmp_path: Path) -> None:
    stated = Supplier.model_validate(
        {"supplier": "acme", "ignore": ("Lager",), "lookups": {"color": {"rot": "red"}}, "numbers": {"currency": "EUR"}}
    )
    made = read_back(supplier_file(stated, [mapping()]), tmp_path)
    assert (made.ignore, made.lookups, made.numbers.currency) == (("Lager",), {"color": {"rot": "red"}}, "EUR")
