from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from expectations.errors import ConfigError
from expectations.marketplace import Column, Template
from tasks.render.csv_files import csv_bytes
from tasks.render.upload import disable_table, update_groups, upload_table

from .builders import HEADERS, STORE, row, rows, template


def upload(made: pd.DataFrame, *fields: str, siblings: pd.DataFrame | None = None) -> str:
    return csv_bytes(upload_table(made, template(*fields), STORE, siblings=siblings)).decode()


def test_the_whole_line_of_a_row() -> None:
    made = rows(
        row(
            color="red",
            size="M",
            gtin="012345678905",
            brand="NA",
            msrp_minor=2000,
            shipping_minor=399,
            shipping_time="7-14",
            max_quantity=3,
            variation_sha256="bb",
        )
    )
    address = "https://img.example"
    assert upload(made) == (
        ",".join(HEADERS)
        + '\nP1,S1,Steel Mug,Holds 300 ml.,"mug,steel",red,M,5,12.99,20.00,3.99,7-14,'
        + f"{address}/aa.jpg,{address}/aa.jpg,{address}/bb.jpg,{address}/bb.jpg,,,,,,,,,,,"
        + "NA,012345678905,012345678905,3,USD,12.99,3.99\n"
    )


def test_without_rows_the_header_stands() -> None:
    assert upload(rows()) == ",".join(HEADERS) + "\n"


@pytest.mark.parametrize(
    ("minor", "text"), [(0, "0.00"), (5, "0.05"), (99, "0.99"), (100, "1.00"), (123_456, "1234.56")]
)
def test_hundredths_become_two_decimals(minor: int, text: str) -> None:
    assert upload(rows(row(price_minor=minor)), "sku", "price") == f"Unique Id,Price\nS1,{text}\n"


def test_a_missing_shipping_price_is_the_stores_and_a_free_one_stays_free() -> None:
    made = rows(row(1), row(2, shipping_minor=0))
    assert upload(made, "sku", "shipping") == "Unique Id,Shipping\nS1,2.50\nS2,0.00\n"


def test_line_breaks_in_a_description_become_two_characters() -> None:
    made = rows(row(description="one\r\ntwo\rthree\nfour\\n"))
    assert upload(made, "sku", "description") == "Unique Id,Description\nS1,one\\ntwo\\nthree\\nfour\\n\n"


def test_only_twelve_digits_are_a_upc() -> None:
    made = rows(row(1, gtin="012345678905"), row(2, gtin="4006381333931"), row(3))
    expected = "Unique Id,UPC,GTIN\nS1,012345678905,012345678905\nS2,,4006381333931\nS3,,\n"
    assert upload(made, "sku", "upc", "gtin") == expected


def test_extra_pictures_start_with_those_of_all_variations() -> None:
    made = rows(
        row(1, parent_sku="P", variation_sha256="v1", extra_sha256="e1\naa\nv2\ne1"),
        row(2, parent_sku="P", variation_sha256="v2", extra_sha256="e1\naa\nv2\ne1"),
        row(3, parent_sku="P", variation_sha256="aa", extra_sha256="e1\naa\nv2\ne1"),
    )
    table = upload_table(made, template(), STORE)
    for place, sha256 in enumerate(["v1", "v2", "e1"]):
        header = f"Extra Image URL {place}" if place else "Extra Image URL"
        assert table.column(header).to_pylist() == [f"https://img.example/{sha256}.jpg"] * 3
    assert table.column("Extra Image URL 3").to_pylist() == [None] * 3
    assert [url[20:22] for url in table.column("Variation Image URL").to_pylist()] == ["v1", "v2", "aa"]


def test_extra_pictures_are_cut_at_eleven() -> None:
    made = rows(row(extra_sha256="\n".join(f"e{n}" for n in range(15))))
    table = upload_table(made, template(), STORE)
    assert table.column("Extra Image URL 10").to_pylist() == ["https://img.example/e10.jpg"]


def test_an_update_of_one_variation_lists_the_pictures_of_its_siblings() -> None:
    one = row(1, parent_sku="P", variation_sha256="v1")
    other = row(2, parent_sku="P", variation_sha256="v2")
    text = upload(rows(other), "sku", "extra_image_0", "extra_image_1", siblings=rows(one, other))
    assert text.splitlines()[1] == "S2,https://img.example/v1.jpg,https://img.example/v2.jpg"


def test_formulas_leave_as_they_are() -> None:
    assert upload(rows(row(name="=1+1")), "sku", "name") == "Unique Id,Product Name\nS1,=1+1\n"


def test_rows_are_left_unchanged() -> None:
    made = rows(row(1, variation_sha256="v1", extra_sha256="e1"), row(2))
    before = made.copy(deep=True)
    upload_table(made, template(), STORE)
    pd.testing.assert_frame_equal(made, before)


def test_an_unknown_field_of_the_template_is_named() -> None:
    odd = Template(
        profile="odd",
        because="a test",
        columns=(Column(header="Fur Length", field="fur"),),
        disable=(Column(header="Fur Length", field="fur"),),
    )
    with pytest.raises(ConfigError, match="template odd: column 'Fur Length' is fed by unknown field 'fur'"):
        upload_table(rows(row()), odd, STORE)
    with pytest.raises(ConfigError, match="template odd: disable column 'Fur Length'"):
        disable_table(rows(row()), odd)


def test_disable_names_the_skus() -> None:
    withdrawn = pd.DataFrame({"parent_sku": ["P1", "P,2"], "sku": ["S1", "007"]}, dtype="str")
    assert csv_bytes(disable_table(withdrawn, template())) == (
        b'Parent Unique Id,Unique Id,Enabled\nP1,S1,FALSE\n"P,2",007,FALSE\n'
    )


def test_updates_are_grouped_by_filled_columns() -> None:
    table = pa.table({"sku": ["1", "2", "3", "4"], "color": ["red", None, "blue", None], "size": ["", "M", "", None]})
    groups = [(suffix, csv_bytes(part).decode()) for suffix, part in update_groups(table)]
    assert groups == [
        ("", "sku,color\n1,red\n3,blue\n"),
        (".2", "sku\n4\n"),
        (".3", "sku,size\n2,M\n"),
    ]


def test_an_update_without_rows_keeps_its_header() -> None:
    (group,) = update_groups(upload_table(rows(), template("sku", "price"), STORE))
    assert group[0] == "" and csv_bytes(group[1]) == b"Unique Id,Price\n"
