from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tasks.errors import FeedRefused
from tasks.ingest.delimited import MAX_RECORD_LINES, Batch, Header, guess_delimiter, read_batches, read_header

OPEN_QUOTE = "a quote is opened and not closed"


def read(path: Path, *, size: int = 1000, delimiter: str | None = None) -> tuple[Header, list[Batch]]:
    header = read_header(path, "utf-8", delimiter, source="products.csv")
    return header, list(read_batches(path, "utf-8", header, size=size, source="products.csv"))


def records(folder: Path, text: str, **said: Any) -> list[tuple[Any, ...]]:
    """source_row and cells of good records, source_row, problem and raw text of broken ones."""
    path = folder / "products.csv"
    path.write_bytes(text.encode())
    return [
        (start, cells) if problem is None else (start, problem, raw)
        for batch in read(path, **said)[1]
        for start, cells, problem, raw in zip(batch.source_rows, batch.cells, batch.problems, batch.raw, strict=True)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sku,name,price", ","),
        ("sku;name;price", ";"),
        ("sku\tname\tprice", "\t"),
        ("sku|name|price", "|"),
        ("sku", ","),
        ('"a,b,c,d";name;price', ";"),
        ("price, net;name;stock", ";"),
        ("a,b;c", ","),
    ],
)
def test_the_delimiter_is_what_stands_most_often_outside_quotes(line: str, expected: str) -> None:
    assert guess_delimiter(line) == expected


def test_the_header_is_the_first_line_that_is_not_blank(tmp_path: Path) -> None:
    path = tmp_path / "products.csv"
    path.write_bytes(b'\r\n \r\n sku ;"long\nname";\r\n1;2;3\r\n')
    header, batches = read(path)
    assert header == Header(("sku", "long\nname", ""), ";")
    assert batches == [Batch([["1", "2", "3"]], [5], [None], [None])]


def test_a_stated_delimiter_is_not_guessed_again(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b;c,d\n1,2;3,4\n", delimiter=";") == [(2, ["1,2", "3,4"])]


def test_a_file_of_blank_lines_has_no_header(tmp_path: Path) -> None:
    path = tmp_path / "products.csv"
    path.write_bytes(b"\n \n\n")
    with pytest.raises(FeedRefused, match="has no header line"):
        read_header(path, "utf-8", None, source="products.csv")


def test_cells_stay_text_as_it_was_sent(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b,c,d\n007,1e5, NA ,\n") == [(2, ["007", "1e5", " NA ", ""])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_line_ends(tmp_path: Path, end: str) -> None:
    text = end.join(["a,b", "1,x", "", "2,y", ""])
    assert records(tmp_path, text) == [(2, ["1", "x"]), (4, ["2", "y"])]


def test_blank_lines_are_no_records_and_still_count_as_lines(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b\n\n1,x\n   \n\n2,y\n\n") == [(3, ["1", "x"]), (6, ["2", "y"])]


def test_a_line_of_delimiters_is_a_record_without_values(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b\n,\n1,x\n") == [(2, ["", ""]), (3, ["1", "x"])]


def test_a_cell_of_several_lines_is_one_record_at_its_first_line(tmp_path: Path) -> None:
    text = 'a,b\n1,"one\n\ntwo"\n2,"x ""y"" z"\n3,"p\r\nq"\n'
    assert records(tmp_path, text) == [(2, ["1", "one\n\ntwo"]), (5, ["2", 'x "y" z']), (6, ["3", "p\r\nq"])]


def test_too_few_and_too_many_cells_break_a_record_and_no_other(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b,c\n1,2\n1,2,3\n1,2,3,4\n") == [
        (2, "has 2 cells where the header has 3", "1,2"),
        (3, ["1", "2", "3"]),
        (4, "has 4 cells where the header has 3", "1,2,3,4"),
    ]


def test_inches_inside_a_cell_are_no_quotes(tmp_path: Path) -> None:
    assert records(tmp_path, 'a,b\n1,10" pan\n2,y\n') == [(2, ["1", '10" pan']), (3, ["2", "y"])]


@pytest.mark.parametrize("column", ["first", "last"])
def test_a_quote_that_is_never_closed_breaks_one_record_only(tmp_path: Path, column: str) -> None:
    torn = '"1,x' if column == "first" else '1,"x'
    assert records(tmp_path, f"a,b\n{torn}\n2,y\n3,z\n") == [
        (2, OPEN_QUOTE, torn),
        (3, ["2", "y"]),
        (4, ["3", "z"]),
    ]


def test_a_quote_that_the_next_record_seems_to_close_breaks_one_record_only(tmp_path: Path) -> None:
    assert records(tmp_path, 'a,b\n1,"x\n2,"y"\n3,z\n') == [
        (2, OPEN_QUOTE, '1,"x'),
        (3, ["2", "y"]),
        (4, ["3", "z"]),
    ]


def test_a_file_cut_inside_a_quoted_cell_ends_with_a_broken_record(tmp_path: Path) -> None:
    assert records(tmp_path, 'a,b\n1,x\n2,"Steel M') == [(2, ["1", "x"]), (3, OPEN_QUOTE, '2,"Steel M')]


def test_an_open_quote_costs_no_more_than_one_record_in_a_long_file(tmp_path: Path) -> None:
    lines = [f"{n},x" for n in range(3 * MAX_RECORD_LINES)]
    lines[5] = '5,"x'
    read = records(tmp_path, "a,b\n" + "\n".join(lines))
    assert len(read) == len(lines)
    assert [one for one in read if len(one) == 3] == [(7, OPEN_QUOTE, '5,"x')]


def test_a_cell_beyond_a_million_characters_breaks_its_record(tmp_path: Path) -> None:
    read = records(tmp_path, f"a,b\n1,{'x' * ((1 << 20) + 1)}\n2,y\n")
    assert [one[:2] for one in read] == [(2, "has a cell of more than 1,048,576 characters"), (3, ["2", "y"])]


def test_a_record_too_large_to_hold_refuses_the_feed(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="line 2 cannot be read"):
        records(tmp_path, f"a,b\n1,{'x' * ((16 << 20) + 1)}\n")


def test_batches_are_bounded_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "products.csv"
    path.write_text("a,b\n" + "".join(f"{n},x\n" for n in range(5)))
    _, batches = read(path, size=2)
    assert [batch.source_rows for batch in batches] == [[2, 3], [4, 5], [6]]


def test_a_header_alone_gives_no_batch(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b\n") == []


# Laws.

CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8) | st.text(
    '",;\t|\r\n ab', max_size=6
)
PLAIN = st.text("abc 019", min_size=1, max_size=4)


@st.composite
def tables(draw: st.DrawFn, cell: st.SearchStrategy[str] = CELL) -> list[list[str]]:
    width = draw(st.integers(2, 5))
    return draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=8))


# Python's writer leaves a line end bare that is not its own, so cells are quoted wherever one could stand.
DIALECTS = st.sampled_from(
    [
        {"delimiter": delimiter, "lineterminator": end, "quoting": quoting}
        for delimiter in ",;\t|"
        for end, quoting in (("\r\n", csv.QUOTE_MINIMAL), ("\n", csv.QUOTE_ALL), ("\r", csv.QUOTE_ALL))
    ]
)


def written(table: list[list[str]], dialect: dict[str, Any]) -> str:
    sink = io.StringIO()
    writer = csv.writer(sink, **dialect)
    writer.writerow([f"h{n}" for n in range(len(table[0]))])
    writer.writerows(table)
    return sink.getvalue()


def read_text(text: str) -> list[tuple[Any, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        return records(Path(folder), text)


@given(tables(), DIALECTS)
def test_every_record_that_was_written_is_read_back(table: list[list[str]], dialect: dict[str, Any]) -> None:
    assert [cells for _, cells in read_text(written(table, dialect))] == table


@given(tables(), DIALECTS, st.data())
def test_a_table_cut_anywhere_loses_no_record_before_the_cut(
    table: list[list[str]], dialect: dict[str, Any], data: st.DataObject
) -> None:
    whole = written(table, dialect)
    header = whole.index(dialect["lineterminator"]) + len(dialect["lineterminator"])
    cut = data.draw(st.integers(header, len(whole)))
    complete = [row for n, row in enumerate(table) if len(written(table[: n + 1], dialect)) <= cut]
    read = read_text(whole[:cut])
    assert [one[1] for one in read[: len(complete)]] == complete
    assert len(read) >= len(complete)


@given(tables(PLAIN), DIALECTS, st.data())
def test_one_stray_quote_never_costs_another_record(
    table: list[list[str]], dialect: dict[str, Any], data: st.DataObject
) -> None:
    whole = written(table, dialect)
    header = whole.index(dialect["lineterminator"]) + len(dialect["lineterminator"])
    place = data.draw(st.integers(header, len(whole) - len(dialect["lineterminator"])))
    assume(whole[place - 1 : place + 1] != "\r\n")
    torn = whole[:place] + '"' + whole[place:]
    read = read_text(torn)
    assert len(read) == len(table)
    assert sum(len(one) == 3 for one in read) <= 2
    good = [one[1] for one in read if len(one) == 2]
    assert sum(row in good for row in table) >= len(table) - 1


@given(tables(), DIALECTS, st.lists(st.tuples(st.integers(0, 200), st.sampled_from('",;\r\n\t')), max_size=5))
def test_rubbish_anywhere_never_stops_the_reader(
    table: list[list[str]], dialect: dict[str, Any], rubbish: list[tuple[int, str]]
) -> None:
    text = written(table, dialect)
    for place, sign in rubbish:
        text = text[:place] + sign + text[place:]
    try:
        read = read_text(text)
    except FeedRefused:
        return
    assert all(one[0] >= 1 for one in read)
    assert [one[0] for one in read] == sorted({one[0] for one in read})
