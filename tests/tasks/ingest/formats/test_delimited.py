from __future__ import annotations

import csv
import io
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from expectations.columns import ColumnNames
from expectations.policy import FeedLimits
from expectations.suppliers import Format
from tasks.errors import FeedRefused
from tasks.ingest.delimited.batches import DelimitedBatches
from tasks.ingest.delimited.blocks import read_block
from tasks.ingest.delimited.dialect import Dialect
from tasks.ingest.delimited.mending import mended_cells
from tasks.ingest.delimited.records import INNER_QUOTE, OPEN_QUOTE, Shape
from tasks.ingest.delimited.source import Source
from tasks.ingest.formats.delimited import FORMAT
from tasks.ingest.records import Batch, Feed
from tasks.ingest.undecodable import PROBLEM as UNDECODABLE
from tasks.ingest.undecodable import marked

NAMES = ColumnNames(fields={"name": ("Titel",), "sku": (), "price": ("Preis",)}, required=())


def feed(path: Path, text: str | bytes, *, stated: Format | None = None, batch_rows: int = 1000, **limits: int) -> Feed:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Feed(path, "products.csv", stated or Format(), NAMES, FeedLimits(**limits), batch_rows)


def plain(batches: list[Batch]) -> list[tuple[Any, ...]]:
    """source_row and cells of good records, source_row, problem and raw text of broken ones."""
    records: list[tuple[Any, ...]] = []
    for batch in batches:
        assert batch.numbers.null_count == len(batch)
        rows = zip(*(column.to_pylist() for column in batch.cells), strict=True)
        for row, cells, problem, raw in zip(
            batch.source_rows.tolist(), rows, batch.problems.to_pylist(), batch.raw.to_pylist(), strict=True
        ):
            if problem is None:
                records.append((row, list(cells)))
            else:
                assert set(cells) == {None}
                records.append((row, problem, raw))
    return records


def records(folder: Path, text: str | bytes, **said: Any) -> list[tuple[Any, ...]]:
    return plain(list(FORMAT.read(feed(folder / "products.csv", text, **said)).batches))


def header(folder: Path, text: str) -> tuple[str, ...]:
    return next(FORMAT.read(feed(folder / "products.csv", text)).batches).header


# Cells.


def test_cells_stay_text_as_it_was_sent(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b,c,d\n007,1e5, NA ,\n") == [(2, ["007", "1e5", " NA ", ""])]


def test_words_for_nothing_are_text_and_empty_cells_are_empty(tmp_path: Path) -> None:
    assert records(tmp_path, 'a,b,c\nNULL,"",null\nNaN,,None\n') == [
        (2, ["NULL", "", "null"]),
        (3, ["NaN", "", "None"]),
    ]


def test_quoted_cells_hold_delimiters_quotes_and_line_ends(tmp_path: Path) -> None:
    text = 'a,b\n1,"one\n\ntwo"\n2,"x ""y"" z"\n3,"p\r\nq"\n"4","a,b"\n"""5""",""""\n'
    assert records(tmp_path, text) == [
        (2, ["1", "one\n\ntwo"]),
        (5, ["2", 'x "y" z']),
        (6, ["3", "p\r\nq"]),
        (8, ["4", "a,b"]),
        (9, ['"5"', '"']),
    ]


def test_json_in_a_cell_and_letters_of_all_scripts(tmp_path: Path) -> None:
    text = 'key,val\n1,"{""type"": ""Point"", ""at"": [1.5, 2]}"\n2,钢杯 ʤ 😀\n'
    assert records(tmp_path, text) == [(2, ["1", '{"type": "Point", "at": [1.5, 2]}']), (3, ["2", "钢杯 ʤ 😀"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_line_ends(tmp_path: Path, end: str) -> None:
    text = end.join(["a,b", "1,x", "", "2,y", ""])
    assert records(tmp_path, text) == [(2, ["1", "x"]), (4, ["2", "y"])]


def test_line_ends_may_be_mixed(tmp_path: Path) -> None:
    assert records(tmp_path, 'a,b\r1,x\n2,"y\rz"\r\n\r3,z') == [(2, ["1", "x"]), (3, ["2", "y\rz"]), (6, ["3", "z"])]


def test_blank_lines_are_no_records_and_still_count_as_lines(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b\n\n1,x\n  \u00a0 \n\n2,y\n\n") == [(3, ["1", "x"]), (6, ["2", "y"])]


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_line_of_delimiters_is_a_record_without_values(tmp_path: Path, delimiter: str) -> None:
    text = "name,sku\n,\n1,x\n".replace(",", delimiter)
    assert records(tmp_path, text) == [(2, ["", ""]), (3, ["1", "x"])]


def test_a_feed_of_one_column_keeps_its_commas(tmp_path: Path) -> None:
    assert records(tmp_path, 'name\nMug, blue\n\n" "\n""\n') == [(2, ["Mug, blue"]), (4, [" "]), (5, [""])]


def test_the_format_is_named_by_its_delimiter(tmp_path: Path) -> None:
    assert FORMAT.read(feed(tmp_path / "one", "sku\tname\n1\tx\n")).format == "tsv"
    assert FORMAT.read(feed(tmp_path / "two", "sku;name\n1;x\n")).format == "csv"


# Broken records.


def test_too_few_and_too_many_cells_break_a_record_and_no_other(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b,c\n1,2\n1,2,3\n1,2,3,4\n5\n") == [
        (2, "has 2 cells where the header has 3", "1,2"),
        (3, ["1", "2", "3"]),
        (4, "has 4 cells where the header has 3", "1,2,3,4"),
        (5, "has 1 cell where the header has 3", "5"),
    ]


def test_a_record_of_several_lines_with_a_wrong_number_of_cells_is_one_broken_record(tmp_path: Path) -> None:
    assert records(tmp_path, 'a,b,c\n1,"one\ntwo\nthree"\n2,x,y\n3,"p\r\nq",r,s\r\n') == [
        (2, "has 2 cells where the header has 3", '1,"one\ntwo\nthree"'),
        (5, ["2", "x", "y"]),
        (6, "has 4 cells where the header has 3", '3,"p\r\nq",r,s'),
    ]


def test_empty_cells_behind_the_header_on_most_lines_are_no_fault(tmp_path: Path) -> None:
    assert records(tmp_path, "a;b\n1;x;\n2;y;\n3;z\n4;;z\n5;u; \n6;v;;\n7;w;\n") == [
        (2, ["1", "x"]),
        (3, ["2", "y"]),
        (4, ["3", "z"]),
        (5, "has 3 cells where the header has 2", "4;;z"),
        (6, ["5", "u"]),
        (7, "has 4 cells where the header has 2", "6;v;;"),
        (8, ["7", "w"]),
    ]


def test_an_empty_cell_behind_the_header_on_one_line_is_a_fault(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b,c\n1,Mug, blue,\n2,x,y\n3,x,y\n")[0] == (
        2,
        "has 4 cells where the header has 3",
        "1,Mug, blue,",
    )


def test_a_delimiter_at_the_end_of_the_header_alone_adds_no_column(tmp_path: Path) -> None:
    text = "sku;name;\n1;x\n2;y;\n3;z\n"
    assert header(tmp_path, text) == ("sku", "name")
    assert records(tmp_path, text) == [(2, ["1", "x"]), (3, ["2", "y"]), (4, ["3", "z"])]


def test_inches_inside_a_cell_are_no_quotes(tmp_path: Path) -> None:
    assert records(tmp_path, 'a,b\n1,10" pan\n2,y\n3,5"\n') == [
        (2, ["1", '10" pan']),
        (3, ["2", "y"]),
        (4, ["3", '5"']),
    ]


def test_quotes_that_are_not_doubled_are_kept_and_noted(tmp_path: Path) -> None:
    one = feed(tmp_path / "products.csv", 'a,b\n1,"5" pipe"\n"2","y"\n3,"Best" mug\n"4","x,y"\n')
    assert plain(list(FORMAT.read(one).batches)) == [
        (2, ["1", '5" pipe']),
        (3, ["2", "y"]),
        (4, ["3", '"Best" mug']),
        (5, ["4", "x,y"]),
    ]
    assert one.notes == [
        "quotes inside cells that are not doubled kept as they stand, in 2 records, the first in line 2"
    ]


def test_quotes_that_are_not_doubled_and_hide_where_cells_end_break_the_record(tmp_path: Path) -> None:
    assert records(tmp_path, 'a,b\n"1","x"\n2,"the "big", red" mug"\n3,z\n') == [
        (2, ["1", "x"]),
        (3, INNER_QUOTE, '2,"the "big", red" mug"'),
        (4, ["3", "z"]),
    ]


@pytest.mark.parametrize("column", ["first", "last"])
def test_a_quote_that_is_never_closed_breaks_one_record_only(tmp_path: Path, column: str) -> None:
    torn = '"1,x' if column == "first" else '1,"x'
    assert records(tmp_path, f"a,b\n{torn}\n2,y\n3,z\n") == [(2, OPEN_QUOTE, torn), (3, ["2", "y"]), (4, ["3", "z"])]


def test_a_quote_that_the_next_record_seems_to_close_breaks_one_record_only(tmp_path: Path) -> None:
    assert records(tmp_path, 'a,b\n1,"x\n2,"y"\n3,z\n') == [
        (2, OPEN_QUOTE, '1,"x'),
        (3, ["2", "y"]),
        (4, ["3", "z"]),
    ]


def test_two_stray_quotes_far_apart_do_not_swallow_the_records_between(tmp_path: Path) -> None:
    assert records(tmp_path, 'a,b,c\n1,"x,y\n2,x,y\n3,x,y\n4,x,5"\n6,x,y\n') == [
        (2, OPEN_QUOTE, '1,"x,y'),
        (3, ["2", "x", "y"]),
        (4, ["3", "x", "y"]),
        (5, ["4", "x", '5"']),
        (6, ["6", "x", "y"]),
    ]


def test_a_file_cut_inside_a_quoted_cell_ends_with_a_broken_record(tmp_path: Path) -> None:
    assert records(tmp_path, 'a,b\n1,x\n2,"Steel M') == [(2, ["1", "x"]), (3, OPEN_QUOTE, '2,"Steel M')]


def test_an_open_quote_costs_no_more_than_one_record_in_a_long_file(tmp_path: Path) -> None:
    lines = [f"{n},x" for n in range(300)]
    lines[5] = '5,"x'
    read = records(tmp_path, "a,b\n" + "\n".join(lines), record_lines=100)
    assert len(read) == 300
    assert [one for one in read if len(one) == 3] == [(7, OPEN_QUOTE, '5,"x')]


def test_a_line_that_opens_a_quote_again_and_again_is_a_broken_record_each_time(tmp_path: Path) -> None:
    read = records(tmp_path, "a,b\n" + 'x","\n' * 50, record_lines=20)
    assert read == [(row, OPEN_QUOTE, 'x","') for row in range(2, 52)]


def test_a_record_of_more_lines_than_allowed_is_read_line_by_line(tmp_path: Path) -> None:
    text = 'a,b\n1,"p\nq"\n2,"p\nq\nr"\n3,x\n'
    assert records(tmp_path, text, record_lines=2) == [
        (2, ["1", "p\nq"]),
        (4, OPEN_QUOTE, '2,"p'),
        (5, "has 1 cell where the header has 2", "q"),
        (6, "has 1 cell where the header has 2", 'r"'),
        (7, ["3", "x"]),
    ]


def test_a_cell_that_is_too_long_breaks_its_record(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b\n1,äöüäö\n2,äöüäöü\n", cell_chars=5) == [
        (2, ["1", "äöüäö"]),
        (3, "has a cell of more than 5 characters", "2,äöüäöü"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_of_a_line_that_is_too_long_the_start_is_kept_and_the_rest_skipped(tmp_path: Path, end: str) -> None:
    long = "2," + "ä" * 3_000_000
    text = end.join(["a,b", "1,x", long, "3,y"])
    assert records(tmp_path, text, record_chars=100) == [
        (2, ["1", "x"]),
        (3, "is longer than 100 characters", long[:100]),
        (4, ["3", "y"]),
    ]


def test_a_record_with_bytes_that_are_no_text_is_broken_with_its_marks(tmp_path: Path) -> None:
    mark = marked(b"\xff")
    assert records(tmp_path, f'a,b\n1,x\n2,{mark}\n"3","p\n{mark}"\n4,\U00100000\n') == [
        (2, ["1", "x"]),
        (3, UNDECODABLE, f"2,{mark}"),
        (4, UNDECODABLE, f'"3","p\n{mark}"'),
        (6, ["4", "\U00100000"]),
    ]


# The header.


def test_the_header_is_the_first_line_that_is_not_blank(tmp_path: Path) -> None:
    text = '\r\n \r\n sku ;"long\nname";\r\n1;2;3\r\n'
    assert header(tmp_path, text) == ("sku", "long\nname", "")
    assert records(tmp_path, text) == [(5, ["1", "2", "3"])]


def test_lines_above_the_header_are_noted_and_no_records(tmp_path: Path) -> None:
    one = feed(tmp_path / "products.csv", "Price list, spring\n\nsku;name;price\n1;x;2,50\n")
    assert plain(list(FORMAT.read(one).batches)) == [(4, ["1", "x", "2,50"])]
    assert one.notes == ["1 line above the header left out: Price list, spring"]


def test_a_line_that_names_the_separator_is_obeyed_and_no_record(tmp_path: Path) -> None:
    one = feed(tmp_path / "products.csv", "sep=;\r\na,b;c\r\n1,2;3\r\n")
    assert plain(list(FORMAT.read(one).batches)) == [(3, ["1,2", "3"])]
    assert one.notes == []


@pytest.mark.parametrize("text", ["", "\n \n\n"])
def test_a_file_without_text_has_no_header_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(FeedRefused, match="has no header line"):
        FORMAT.read(feed(tmp_path / "products.csv", text))


def test_a_header_line_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="has a header line of more than 1,000 characters"):
        FORMAT.read(feed(tmp_path / "products.csv", "a," * 3_000_000, record_chars=1000))


def test_a_header_that_is_too_wide_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="has 4 columns, more than 3"):
        FORMAT.read(feed(tmp_path / "products.csv", "a,b,c,d\n1,2,3,4\n", columns=3))


def test_a_header_with_an_open_quote_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match=r"header in line 1 that cannot be read \(a quote is opened and not closed\)"):
        FORMAT.read(feed(tmp_path / "products.csv", '"sku,name,price\n'))


def test_a_delimiter_that_cannot_be_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="cannot be separated by"):
        FORMAT.read(feed(tmp_path / "products.csv", "a,b\n", stated=Format(delimiter='"')))


# Stated and unusual dialects.


def test_a_stated_delimiter_is_not_guessed_again(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b;c,d\n1,2;3,4\n", stated=Format(delimiter=";")) == [(2, ["1,2", "3,4"])]
    assert records(tmp_path, "a,b\tc,d\n1,2\t3,4\n", stated=Format(type="tsv")) == [(2, ["1,2", "3,4"])]
    assert records(tmp_path, "sku§name\n1§a,b\n", stated=Format(delimiter="§")) == [(2, ["1", "a,b"])]


def test_quotes_after_a_backslash_belong_to_the_cell_and_other_backslashes_are_text(tmp_path: Path) -> None:
    one = feed(tmp_path / "products.csv", 'sku,name\n"1","5\\" pipe, C:\\new"\n"2","a\\\\b ""c"""\n"3","d"\n')
    assert plain(list(FORMAT.read(one).batches)) == [
        (2, ["1", '5" pipe, C:\\new']),
        (3, ["2", 'a\\b "c"']),
        (4, ["3", "d"]),
    ]
    assert one.notes == ['quotes inside cells are written \\"']


def test_cells_in_single_quotes_are_read_and_noted(tmp_path: Path) -> None:
    one = feed(tmp_path / "products.csv", "'sku','name'\n'1','Mug, blue'\n'2','it''s'\n")
    assert plain(list(FORMAT.read(one).batches)) == [(2, ["1", "Mug, blue"]), (3, ["2", "it's"])]
    assert one.notes == ["cells are quoted with '"]


# Batches.


def test_batches_are_bounded_and_in_order(tmp_path: Path) -> None:
    one = feed(tmp_path / "products.csv", "a,b\n" + "".join(f"{n},x\n" for n in range(5)), batch_rows=2)
    assert [batch.source_rows.tolist() for batch in FORMAT.read(one).batches] == [[2, 3], [4, 5], [6]]


def test_a_header_alone_gives_no_batch(tmp_path: Path) -> None:
    assert records(tmp_path, "a,b\n") == []


def test_more_rows_than_allowed_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="has more than 2 rows"):
        records(tmp_path, "a,b\n1,x\n\n2,y\n3,z\n", rows=2)


# Laws.

CELL = st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFFF), max_size=8) | st.text(
    "\",;\t|\r\n\\' ab", max_size=6
)
PLAIN = st.text("abc 019", min_size=1, max_size=4)
SIGNS = st.sampled_from(
    ["a", "b", '"', '""', ",", ",", "\n", "\n", "\r\n", "\r", ' "', ',"', '",', "ä", "\\", "\u00a0"]
)
SHAPE = Shape(Dialect(","), 2, 0, FeedLimits())


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


def read_text(text: str, *, stated: str = ",", **said: Any) -> list[tuple[Any, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        return records(Path(folder), text, stated=Format(delimiter=stated), **said)


def read_from(text: str, shape: Shape, block_bytes: int) -> list[tuple[Any, ...]]:
    """The records of a text without a header, by blocks of this size; 0 reads them one by one."""
    one = Feed(Path(), "products.csv", Format(), NAMES, shape.limits, 1000)
    names = tuple(str(number) for number in range(shape.width))
    reader = DelimitedBatches(one, names, shape, block_bytes=block_bytes)
    return plain(list(reader.read(Source(io.BytesIO(text.encode()), shape.limits))))


@given(tables(), DIALECTS)
def test_every_record_that_was_written_is_read_back(table: list[list[str]], dialect: dict[str, Any]) -> None:
    read = read_text(written(table, dialect), stated=dialect["delimiter"])
    assert [cells for _, cells in read] == table


@given(tables(), st.sampled_from("'\""), st.booleans())
def test_every_record_written_with_escapes_is_read_back(table: list[list[str]], quote: str, is_doubled: bool) -> None:
    sink = io.StringIO()
    said = {"quotechar": quote, "escapechar": "\\", "doublequote": is_doubled, "quoting": csv.QUOTE_ALL}
    csv.writer(sink, **said).writerows(table)
    shape = Shape(Dialect(",", quote, "\\"), len(table[0]), 0, FeedLimits())
    assert [cells for _, cells in read_from(sink.getvalue(), shape, 1 << 20)] == table


@given(st.lists(SIGNS, max_size=40).map("".join), st.integers(1, 60), st.integers(0, 1), st.integers(2, 9))
def test_blocks_of_any_size_give_what_reading_one_by_one_gives(
    text: str, block_bytes: int, trailing: int, most: int
) -> None:
    for limits in (FeedLimits(), FeedLimits(record_lines=most), FeedLimits(record_chars=4 * most, cell_chars=most)):
        shape = Shape(Dialect(","), 2, trailing, limits)
        assert read_from(text, shape, block_bytes) == read_from(text, shape, 0)


@pytest.mark.parametrize(
    "fault", ['x,"a""b', "x", 'x,5" pipe', 'x,"open\nline', "x,y,z", 'x,"a\n,b\nc"', 'x,"\n1,2\n3,4\n"']
)
def test_a_fault_behind_megabytes_that_were_let_go_is_read_as_one_by_one(fault: str) -> None:
    line = f"{'k' * 500},{'v' * 499}\n"
    text = line * 3300 + f"{fault}\n" + line * 1200 + f"{fault}\n" + line * 1500
    shape = Shape(Dialect(","), 2, 0, FeedLimits())
    assert read_from(text, shape, 1 << 20) == read_from(text, shape, 0)


@given(tables(st.text('",;| \nab', max_size=6)), st.sampled_from(["\n", "\r\n"]))
def test_well_formed_text_is_one_block_without_exceptions(table: list[list[str]], end: str) -> None:
    data = written(table, {"lineterminator": end, "quoting": csv.QUOTE_ALL}).encode()
    shape = Shape(Dialect(","), len(table[0]), 0, FeedLimits())
    block = read_block(data, shape)
    assert block is not None
    assert (block.size, block.lines, block.singles) == (len(data), data.count(b"\n"), [])
    assert [list(row) for row in zip(*(column.to_pylist() for column in block.cells), strict=True)][1:] == table


@given(tables(), DIALECTS, st.data())
def test_a_table_cut_anywhere_loses_no_record_before_the_cut(
    table: list[list[str]], dialect: dict[str, Any], data: st.DataObject
) -> None:
    whole = written(table, dialect)
    start = whole.index(dialect["lineterminator"]) + len(dialect["lineterminator"])
    cut = data.draw(st.integers(start, len(whole)))
    complete = [row for n, row in enumerate(table) if len(written(table[: n + 1], dialect)) <= cut]
    read = read_text(whole[:cut], stated=dialect["delimiter"])
    assert [one[1] for one in read[: len(complete)]] == complete


@given(tables(PLAIN), DIALECTS, st.data())
def test_one_stray_quote_never_costs_another_record(
    table: list[list[str]], dialect: dict[str, Any], data: st.DataObject
) -> None:
    whole = written(table, dialect)
    start = whole.index(dialect["lineterminator"]) + len(dialect["lineterminator"])
    place = data.draw(st.integers(start, len(whole) - len(dialect["lineterminator"])))
    assume(whole[place - 1 : place + 1] != "\r\n")
    read = read_text(whole[:place] + '"' + whole[place:], stated=dialect["delimiter"])
    assert len(read) == len(table)
    assert sum(len(one) == 3 for one in read) <= 1
    good = [one[1] for one in read if len(one) == 2]
    assert sum(row in good for row in table) >= len(table) - 1


@given(tables(), DIALECTS, st.lists(st.tuples(st.integers(0, 200), st.sampled_from('",;\r\n\t')), max_size=5))
def test_no_text_is_lost_whatever_is_put_between(
    table: list[list[str]], dialect: dict[str, Any], rubbish: list[tuple[int, str]]
) -> None:
    lines = [[f"{n}x{cell}y{m}" for m, cell in enumerate(row)] for n, row in enumerate(table)]
    text = written(lines, dialect)
    start = text.index(dialect["lineterminator"]) + len(dialect["lineterminator"])
    for place, sign in rubbish:
        text = text[: start + place] + sign + text[start + place :]
    read = read_text(text, stated=dialect["delimiter"])
    assert [one[0] for one in read] == sorted({one[0] for one in read})
    found = "".join(one[2] if len(one) == 3 else "".join(one[1]) for one in read)
    assert "".join(re.findall(r"\w", found)) == "".join(re.findall(r"\w", text[start:]))


@given(st.text('",a ', max_size=30), st.sampled_from(",;"))
def test_mending_leaves_no_text_out(line: str, delimiter: str) -> None:
    cells = mended_cells(line, delimiter, '"')
    assert [one for one in "".join(cells) if one in "a "] == [one for one in line if one in "a "]
