"""A permission holds for its suppliers to the end of its last day, under every name of the brand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from expectations.authorisations import Authorisations, Permissions
from expectations.brands import Brand
from expectations.configuration import SHIPPED
from expectations.errors import ConfigErrors
from expectations.yaml_files import parse_file

DAY = dt.date(2026, 11, 24)
BRANDS = (Brand("Levi's", "invented", "fashion", ("Levi Strauss",)), Brand("Nike", "invented", "sport"))

FILE = """\
authorisations:
  - brand: Nike
    suppliers: [acme, sport-north]
    document: contracts/nike-2026.pdf
    valid_until: 2026-11-24
  - {brand: Levi Strauss, suppliers: [acme], document: letter of 3 March 2026}
"""


def read(folder: Path, text: str = FILE) -> Authorisations:
    path = folder / "authorisations.yml"
    path.write_text(text, encoding="utf-8")
    return parse_file(Authorisations, path)


def test_the_shipped_file_permits_nothing() -> None:
    assert parse_file(Authorisations, SHIPPED / "authorisations.yml") == Authorisations()


def test_the_example_in_the_shipped_file_can_be_read(tmp_path: Path) -> None:
    lines = (SHIPPED / "authorisations.yml").read_text(encoding="utf-8").splitlines()
    example = [line.removeprefix("# ") for line in lines[lines.index("# authorisations:") : -1]]
    found = read(tmp_path, "\n".join(example)).authorisations
    assert [(one.brand, one.suppliers, one.valid_until) for one in found] == [
        ("Nike", ("acme", "sport-north"), dt.date(2026, 12, 31)),
        ("LEGO", ("acme",), None),
    ]


def test_the_last_day_still_counts(tmp_path: Path) -> None:
    on_file = Permissions(read(tmp_path), ())
    assert on_file.permission("Nike", "acme", DAY) == "authorised"
    assert on_file.permission("Nike", "acme", DAY + dt.timedelta(days=1)) == "expired"


def test_another_supplier_or_brand_has_nothing_on_file(tmp_path: Path) -> None:
    on_file = Permissions(read(tmp_path), ())
    assert on_file.permission("Nike", "other", DAY) is None
    assert on_file.permission("Adidas", "acme", DAY) is None


def test_case_spaces_and_punctuation_do_not_matter(tmp_path: Path) -> None:
    assert Permissions(read(tmp_path), ()).permission(" levi-STRAUSS ", "acme", DAY) == "authorised"


def test_a_document_without_an_end_holds(tmp_path: Path) -> None:
    assert Permissions(read(tmp_path), ()).permission("Levi Strauss", "acme", dt.date(2099, 1, 1)) == "authorised"


def test_one_document_that_holds_is_enough(tmp_path: Path) -> None:
    text = FILE + "  - {brand: NIKE, suppliers: [acme], document: new contract, valid_until: 2027-11-24}\n"
    on_file = Permissions(read(tmp_path, text), ())
    assert on_file.permission("Nike", "acme", dt.date(2027, 1, 1)) == "authorised"
    assert on_file.permission("Nike", "sport-north", dt.date(2027, 1, 1)) == "expired"


def test_a_permission_holds_for_every_name_of_the_brand(tmp_path: Path) -> None:
    permissions = Permissions(read(tmp_path), BRANDS)
    asked = ["Levi's", "levi’s", "Levi Strauss", "LEVI'S", "Nike", "Puma"]
    assert [permissions.permission(name, "acme", DAY) for name in asked] == [
        *("authorised", "authorised", "authorised", "authorised", "authorised", None)
    ]


def test_a_document_for_an_unknown_brand_is_told(tmp_path: Path) -> None:
    text = FILE.replace("brand: Nike", "brand: Nikee") + "  - {brand: Own Make, suppliers: [acme], document: own}\n"
    assert Permissions(read(tmp_path, text), BRANDS).list_unknown(BRANDS) == [
        "'Nikee' is no brand that is looked for; did you mean 'Nike'?",
        "'Own Make' is no brand that is looked for; add it to brands.tsv or correct its name",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("[acme, sport-north]", "[]", 3, "at least 1 item"),
        ("[acme, sport-north]", "[acme, acme]", 2, "Nike: supplier listed twice: acme"),
        ("2026-11-24", "next year", 5, "valid_until"),
        ("document: contracts/nike-2026.pdf", "paper: x", 4, "unknown key"),
        ("Levi Strauss", "nike", 1, "the same document is listed twice for supplier acme"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    text = FILE.replace(old, new).replace("letter of 3 March 2026", "contracts/nike-2026.pdf")
    with pytest.raises(ConfigErrors) as raised:
        read(tmp_path, text)
    told = [(fault.line, fault.message) for fault in raised.value.errors]
    assert any(number == line and message in text for number, text in told), told
