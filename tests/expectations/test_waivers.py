from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from expectations.configuration import load_configuration
from expectations.errors import ConfigErrors

SIGNED = "    who: J. Novak\n    why: Seen on the sample.\n    until: 2027-01-31\n"


def overlay(folder: Path, waivers: str) -> Path:
    (folder / "waivers.yml").write_text(waivers)
    return folder


def faults(folder: Path, waivers: str) -> list[str]:
    with pytest.raises(ConfigErrors) as caught:
        load_configuration(overlay(folder, waivers))
    return [str(error).replace(f"{folder}/", "") for error in caught.value.errors]


def test_a_waiver_says_who_why_and_until_when(tmp_path: Path) -> None:
    text = "waivers:\n  - rule: contact.terms\n    product: TW-1044\n" + SIGNED
    (placed,) = load_configuration(overlay(tmp_path, text)).waivers
    assert placed.place == "waivers.yml:2"
    assert placed.waiver.until == dt.date(2027, 1, 31)
    assert placed.waiver.subject == "contact.terms, product TW-1044"


def test_the_shipped_file_waives_nothing() -> None:
    assert load_configuration().waivers == ()


def test_what_cannot_be_waived_is_one_line_with_file_and_line(tmp_path: Path) -> None:
    text = "waivers:\n  - rule: goods.weapons\n    product: TW-1044\n" + SIGNED
    assert faults(tmp_path, text) == [
        "waivers.yml:2: rule goods.weapons cannot be waived: Wish never lets such a listing return"
    ]


def test_every_wrong_waiver_is_told_with_its_line(tmp_path: Path) -> None:
    said = ["rule: contact.term\n    product: A", "rule: contact.terms\n    sku: B", "rule: contact.terms\n    sku: B"]
    text = "waivers:\n" + "".join(f"  - {one}\n{SIGNED}" for one in said)
    assert faults(tmp_path, text) == [
        "waivers.yml:2: there is no rule 'contact.term'; did you mean 'contact.terms'?",
        "waivers.yml:12: contact.terms, SKU B is waived already in line 7",
    ]


@pytest.mark.parametrize("subject", ["rule: contact.terms", "product: A\n    sku: B"])
def test_a_waiver_names_a_product_or_a_sku(tmp_path: Path, subject: str) -> None:
    (fault,) = faults(tmp_path, f"waivers:\n  - {subject}\n{SIGNED}")
    assert fault == "waivers.yml:2: a waiver names either product (a parent SKU) or sku"


def test_a_waiver_without_a_name_or_a_day_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, "waivers:\n  - product: A\n    why: Seen on the sample.\n") == [
        "waivers.yml:2: 'who' is missing",
        "waivers.yml:2: 'until' is missing",
    ]


@pytest.mark.parametrize(
    ("product", "until", "fault"),
    [
        ("A", "2027-02-31", "waivers.yml:5: there is no day 2027-02-31: write a day as YYYY-MM-DD"),
        ("A", "31.1.2027", "waivers.yml:5: until: should be a day as YYYY-MM-DD, got '31.1.2027'"),
        ("A", "2027-01-31T10:00:00", "waivers.yml:5: until: should be a day as YYYY-MM-DD, got 2027-01-31 10:00:00"),
        ("0044", "2027-01-31", "waivers.yml:2: product: should be a valid string, got 44: put it in quotes"),
    ],
)
def test_a_wrong_day_and_a_number_for_a_sku_are_told_with_what_to_write(
    tmp_path: Path, product: str, until: str, fault: str
) -> None:
    signed = SIGNED.replace("2027-01-31", until)
    assert faults(tmp_path, f"waivers:\n  - product: {product}\n{signed}") == [fault]
