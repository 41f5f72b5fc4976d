from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from tasks.errors import CorruptArtifact
from tasks.findings import CHANGES_COLUMNS
from tasks.render.csv_files import csv_bytes
from tasks.render.people_files import changes_table, explain_findings, findings_table, neutralise
from tasks.rows import DECIDED_COLUMNS, typed

from .builders import finding, judged, row, rows, rule, rules

HEADER = (
    "supplier,source_file,source_row,row_id,parent_sku,sku,scope,verdict,rule_id,severity,wish_reason,"
    "wish_subreason,field,value,message,fix,owner,action\n"
)
ID = "acme-0123456789ab-"


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+49 30",
        "-x",
        "@a",
        "\tx",
        "\rx",
        " =1",
        "\u00a0=1",
        "\u200b=1",
        "\n=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20a",
        "\u22122",
        "-1-2",
        "-",
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert neutralise(pa.array([cell])).to_pylist() == ["'" + cell]


@pytest.mark.parametrize("cell", ["", "-3", "-3.50", "-3,5", "a=b", "1+1", "'=1", "x@y", " x", "\u20132", None])
def test_harmless_cells_stay(cell: str | None) -> None:
    assert neutralise(pa.array([cell], pa.string())).to_pylist() == [cell]


def test_findings_in_file_order_with_product_findings_on_every_row() -> None:
    made = rows(
        row(10, parent_sku="P", verdict="rejected"),
        row(2, parent_sku="P"),
        row(1, sku="=S", verdict="held"),
    )
    said = rules(
        rule("price.low"),
        rule(
            "name.same",
            scope="product",
            severity="warning",
            message="Named {value}.",
            wish_reason="MISLEADING_LISTING",
        ),
        rule(
            "feed.rows",
            scope="batch",
            severity="info",
            owner="us",
            action="configure",
            message="Only {value} rows.",
        ),
    )
    found = judged(
        finding("name.same", scope="product", key="P", field="name", value="{0}, {x}"),
        finding("price.low", key=f"{ID}10"),
        finding("price.low", key=f"{ID}1", value=None),
        finding("feed.rows", scope="batch", value="3", field=None),
    )
    assert csv_bytes(findings_table(explain_findings(found, made, said, "acme"))).decode() == HEADER + (
        "acme,,,,,,batch,,feed.rows,info,,,,3,Only 3 rows.,Send a higher price.,us,configure\n"
        f"acme,products.csv,2,{ID}1,P1,'=S,row,held,price.low,critical,,,price,,The price nothing is low.,"
        "Send a higher price.,supplier,new_text\n"
        f"acme,products.csv,3,{ID}2,P,S2,product,approved,name.same,warning,MISLEADING_LISTING,,name,"
        '"{0}, {x}","Named {0}, {x}.",Send a higher price.,supplier,new_text\n'
        f"acme,products.csv,11,{ID}10,P,S10,row,rejected,price.low,critical,,,price,3,The price 3 is low.,"
        "Send a higher price.,supplier,new_text\n"
        f"acme,products.csv,11,{ID}10,P,S10,product,rejected,name.same,warning,MISLEADING_LISTING,,name,"
        '"{0}, {x}","Named {0}, {x}.",Send a higher price.,supplier,new_text\n'
    )


def test_without_findings_the_header_stands() -> None:
    assert csv_bytes(findings_table(explain_findings(judged(), rows(row()), {}, "acme"))).decode() == HEADER


def test_a_refused_supplier_has_its_finding_although_it_has_no_rows() -> None:
    found = judged(finding("feed.readable", scope="batch", field=None, value="a broken archive"))
    said = rules(rule("feed.readable", scope="batch", message="The feed is {value}."))
    explained = explain_findings(found, typed(pd.DataFrame(), DECIDED_COLUMNS), said, "acme")
    assert csv_bytes(findings_table(explained)).decode() == HEADER + (
        "acme,,,,,,batch,,feed.readable,critical,,,,a broken archive,The feed is a broken archive.,"
        "Send a higher price.,supplier,new_text\n"
    )


def test_order_of_arrival_does_not_matter() -> None:
    made = rows(*(row(n) for n in range(1, 8)))
    found = judged(*(finding(key=f"{ID}{n}", value=str(n)) for n in range(1, 8)))
    one = csv_bytes(findings_table(explain_findings(found, made, rules(rule()), "acme")))
    other = csv_bytes(
        findings_table(explain_findings(found[::-1], made.sample(frac=1, random_state=3), rules(rule()), "acme"))
    )
    assert one == other


def test_long_values_are_cut_at_three_hundred_characters() -> None:
    said = explain_findings(
        judged(finding(key=f"{ID}1", value="é" * 301), finding(key=f"{ID}2", value="é" * 300)),
        rows(row(1), row(2)),
        rules(rule()),
        "acme",
    )
    assert said["value"].to_list() == ["é" * 299 + "…", "é" * 300]


def test_a_finding_without_rule_or_row_is_a_fault() -> None:
    with pytest.raises(CorruptArtifact, match=r"rules that are not declared: price\.low"):
        explain_findings(judged(finding(key=f"{ID}1")), rows(row(1)), {}, "acme")
    with pytest.raises(CorruptArtifact, match="row_id nowhere, which no row has"):
        explain_findings(judged(finding(key="nowhere")), rows(row(1)), rules(rule()), "acme")


def test_changes_come_in_file_order_and_neutralised() -> None:
    changes = pd.DataFrame(
        [
            (f"{ID}10", "S10", "price", "-5,00", "-5.00", "price.decimal"),
            (f"{ID}2", "S2", "name", "=a", "a", "name.symbols"),
            (f"{ID}2", "S2", "name", "a", None, "name.blank"),
        ],
        columns=list(CHANGES_COLUMNS),
    )
    assert csv_bytes(changes_table(changes)).decode() == (
        "row_id,sku,field,before,after,rule_id\n"
        f"{ID}2,S2,name,'=a,a,name.symbols\n"
        f"{ID}2,S2,name,a,,name.blank\n"
        f'{ID}10,S10,price,"-5,00",-5.00,price.decimal\n'
    )


def test_no_changes_are_a_header() -> None:
    none = pd.DataFrame(columns=list(CHANGES_COLUMNS), dtype="str")
    assert csv_bytes(changes_table(none)) == b"row_id,sku,field,before,after,rule_id\n"


def test_a_waived_finding_stays_with_the_decision_and_asks_for_nothing() -> None:
    found = judged(finding(key="acme-0123456789ab-1"), finding(key="acme-0123456789ab-2"))
    found = found.assign(waived=pd.Series(["J. Novak until 2027-01-31: Seen.", None], dtype="str"))
    explained = explain_findings(found, rows(row(1), row(2)), rules(rule(message="The price is low.")), "acme")
    assert list(zip(explained["severity"], explained["message"], strict=True)) == [
        ("info", "The price is low. (waived by J. Novak until 2027-01-31: Seen.)"),
        ("critical", "The price is low."),
    ]
