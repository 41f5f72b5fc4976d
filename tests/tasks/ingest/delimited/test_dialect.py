from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.columns import ColumnNames
from expectations.suppliers import Format
from tasks.ingest.delimited.dialect import NO_DELIMITER, Dialect, decide_dialect, separator_line

NAMES = ColumnNames(
    fields={"name": ("Titel",), "sku": (), "price": ("Preis",), "tags": (), "description": ()}, required=()
)


def decided(sample: str, **stated: str) -> Dialect:
    return decide_dialect(sample, Format.model_validate(stated), NAMES)


def lines(header: str, *records: str) -> str:
    """A sample of a header and thirty records; `{n}` is their number."""
    return "\n".join([header, *(records[n % len(records)].replace("{n}", str(n)) for n in range(30)), ""])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "#"])
def test_the_delimiter_that_gives_known_names_is_right(delimiter: str) -> None:
    sample = "sku;name;price\n1;one, two, three;2,50\n".replace(";", delimiter)
    assert decided(sample) == Dialect(delimiter)


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        (lines("kode;foo;bar", "A{n};Tea, coffee, soup;1,50", "A{n};Light, small;2,50"), ";"),
        (lines("kode;foo", "A{n};one, two, three"), ";"),
        (lines("kode;pris", "A{n};{n},50"), ";"),
        (lines('"kode";"pris";"rabatt"', '"A{n}";"{n},50";"0,10"'), ";"),
        (lines("kode,navn,merk", "A{n},Mug,red|blue|green|grey"), ","),
        (lines("kode|navn|merk", "A{n}|Mug|red,blue,green,grey"), "|"),
        (lines("kode;lenke;n", "A{n};https://x.example/a,b?c={n}&d=#top;3"), ";"),
        (lines("kode,farge,n", "A{n},#ff00aa,3"), ","),
        (lines("kode;data;x", 'A{n};{"a": 1, "b": [1,2]};y'), ";"),
        (lines("kode\tdata\tx", 'A{n}\t{"a": 1, "b": [1,2]}\ty'), "\t"),
        (lines("kode,data", '{n},"{""type"": ""Point"", ""at"": [{n}, 0.5]}"'), ","),
        (lines("kode;tekst;pris", '{n};"<p class=""a, b"" style=""x: y; z: 1"">Tea, hot</p>";3,5'), ";"),
        (lines("kode,tekst,pris", '{n},"line one; a\nline two; b\nthree; c",3'), ","),
        (lines("kode;navn;mål", 'A{n};pipe, long;5"'), ";"),
        (lines("kode;a;b;c", "A{n};;;"), ";"),
        (lines("Acme prisliste\n\nkode;navn;pris", "A{n};Mug, blue;{n},5"), ";"),
        (lines("Acme; spring; 2026; list\nsku,name,price", "A{n},Mug,{n}.5"), ","),
        ("sku;name;price\n", ";"),
        ("kode;navn, full;pris\n", ";"),
    ],
)
def test_signs_inside_cells_are_not_taken_for_the_delimiter(sample: str, delimiter: str) -> None:
    assert decided(sample).delimiter == delimiter


def test_cells_that_hold_known_names_do_not_outvote_the_table() -> None:
    assert decided(lines("kode;tekst;antall", "A{n};Mug;1", "A{n};sku,name,price;2", "A{n};x;3")).delimiter == ";"


@pytest.mark.parametrize("sample", ["sku\nA1\nA2\n", "description\nTea, hot\nLight, small, neat\nBig\n"])
def test_a_single_known_name_is_a_feed_of_one_column(sample: str) -> None:
    assert decided(sample) == Dialect(NO_DELIMITER)


def test_what_is_stated_wins() -> None:
    sample = "sku;name;price\n1;a,b\tc;3\n"
    assert decided(sample, delimiter=",").delimiter == ","
    assert decided(sample, type="tsv").delimiter == "\t"
    assert decided(sample, type="csv").delimiter == ";"


@pytest.mark.parametrize(
    ("line", "delimiter"),
    [("sep=;", ";"), ('"sep=|"\r\n', "|"), ("SEP=\t\n", "\t"), ("sep=", None), ("sku;sep=;", None)],
)
def test_a_line_may_name_the_separator(line: str, delimiter: str | None) -> None:
    assert separator_line(line) == delimiter


def test_a_named_separator_is_used() -> None:
    assert decided("sep=|\nsku;name|price;tags\n").delimiter == "|"


@pytest.mark.parametrize(
    "sample",
    [
        lines("sku,name,tags", "A{n},Men's mug,'tis John's ok"),
        lines("sku,name,tags", "A{n},'Best' mug,'good'", "A{n},mug,x", "A{n},mug,x"),
        lines("sku,name,tags", "'{n}','1','2'", '"{n}","a","b"'),
    ],
)
def test_apostrophes_are_not_taken_for_quotes(sample: str) -> None:
    assert decided(sample) == Dialect(",")


def test_cells_that_all_stand_in_single_quotes_are_quoted_so() -> None:
    assert decided(lines("'sku','name','tags'", "'A{n}','Mug, blue','it''s'")) == Dialect(",", "'")


@pytest.mark.parametrize(
    "sample",
    [
        lines("sku,name,price", 'A{n},5" pipe,1'),
        lines("sku,name,price", 'A{n},"big" pipe,1', "A{n},pipe,2"),
        lines("sku,name,price", '"A{n}","5" pipe","3"'),
        lines("sku;name;price", '"A{n}";"C:\\img\\";"3"'),
        lines("sku;name;price", '"A{n}";"C:\\img\\a";"3"'),
        lines("sku;name;price", "A{n};Mug;3") + 'A31;"Mug;3\n',
    ],
)
def test_stray_quotes_and_backslashes_do_not_change_the_dialect(sample: str) -> None:
    assert decided(sample) in (Dialect(","), Dialect(";"))


def test_quotes_behind_backslashes_are_escaped_ones() -> None:
    assert decided(lines("sku,name,price", '"A{n}","5\\" pipe, long","3"')) == Dialect(",", '"', "\\")
    assert decided(lines("kode;navn;pris", '"A{n}";"say \\"hi; you\\" to";"3"')) == Dialect(";", '"', "\\")


def test_quotes_that_open_again_and_again_and_never_close_are_text() -> None:
    assert decided(lines("sku\tname\tprice", 'A{n}\t"Best mug\t1', "A{n}\tmug\t2")) == Dialect("\t", None)


def test_only_unusual_dialects_are_noted() -> None:
    assert Dialect(";").notes() == Dialect(",").notes() == Dialect("\t").notes() == []
    assert Dialect("#", None).notes() == [
        "cells are separated by a number sign (#)",
        'double quotes (") are part of the text',
    ]
    assert Dialect(",", "'", "\\").notes() == ["cells are quoted with '", "quotes inside cells are written \\'"]


@given(st.text("ab1,;|#\t\"'\\\n\r. =", max_size=60) | st.text(max_size=60))
def test_any_text_gives_a_dialect(sample: str) -> None:
    assert decided(sample).delimiter in (*",;|#\t", NO_DELIMITER) or "sep=" in sample.casefold()
